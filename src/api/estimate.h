// How large the files of a plan will be, and the plan as text.
#pragma once

#include <string>

#include "base/status.h"
#include "engine/engine.h"
#include "sinks/sink.h"

namespace datagen::api {

// Bytes that a table takes in a format: a sample of its rows is made, encoded, and scaled up.
// Cost: up to 131,072 rows of the table, written to a temporary file.
base::Result<int64_t> EstimateBytes(const engine::Engine& engine, int node,
                                    const sinks::SinkInfo& sink, const std::string& compression);

base::Status ExplainPlan(const engine::Engine& engine, const sinks::SinkInfo& sink,
                         const std::string& compression, std::string* text);

}  // namespace datagen::api
