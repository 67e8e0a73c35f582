// How the library's inner results become those of its public header.
#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "base/status.h"
#include "datagen/datagen.h"

namespace datagen::api {

Outcome ToOutcome(const base::Status& status);

// `name` stands for the spec in messages.
void FillReport(const base::Diagnostics& diagnostics, std::string_view name, Report* report);

}  // namespace datagen::api
