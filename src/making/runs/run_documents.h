// What a run writes about itself: what it is, while it is not whole, and its metadata at the end.
#pragma once

#include <optional>

#include "foundation/base/json.h"
#include "making/engine/engine.h"
#include "making/runs/run.h"

namespace datagen::runs {

// What makes two runs the same data in the same files.
base::Json Identity(const engine::Engine& engine, const Options& options);

// .metadata.json of a whole folder.
base::Json Metadata(const engine::Engine& engine, const Options& options, const Result& result);

// What metadata say that a run made; nullopt where it was another run than this.
std::optional<Result> FinishedResult(const engine::Engine& engine, const Options& options,
                                     const base::Json& metadata);

}  // namespace datagen::runs
