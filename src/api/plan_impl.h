// The inside of the library's Plan, for its other files.
#pragma once

#include "datagen/datagen.h"
#include "engine/engine.h"

namespace datagen::api {

// Lifetime: the plan's.
const engine::Engine* EngineOf(const Plan& plan);

}  // namespace datagen::api
