// The weights of listed choices: given, or made by a rule of `weights_kind`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen::kernel {

// Reads "uniform", "zipf@1.1" or "head_tail@{0.8,1.2}" for `count` choices in listed order; reports
// mistakes.
std::optional<std::vector<double>> WeightsOfKind(const base::Json& kind, int64_t count,
                                                 base::Diagnostics* diagnostics);

}  // namespace datagen::kernel
