// Whole numbers, or whole units of a decimal's last digit, all equally likely. Rounding a uniform
// double instead would give both ends half their share, and beyond 2^53 leave most numbers out.
#pragma once

#include <memory>

#include "foundation/base/decimal.h"
#include "functions/kernel/binding.h"

namespace datagen::kernel {

// From low to low + count - 1. Requires: these are values of the type, count >= 1. `unique`: no
// value comes twice in the first 2^62 rows, or in the first `count` where that is less.
std::unique_ptr<Generator> MakeUniformUnits(Physical physical, base::Int128 low,
                                            base::Uint128 count, const random::Key& key,
                                            bool unique);

}  // namespace datagen::kernel
