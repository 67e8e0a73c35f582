// Moves values beyond limits to the nearer limit.
#pragma once

#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::kernel {

// Limits in the unit of the type: numbers, days, microseconds. Rows whose `exempt` byte is 1 stay
// as they are (empty: none). Requires: a numeric or temporal type.
VectorPtr Clamp(VectorPtr values, const ValueType& type, double low, double high,
                const base::Buffer<uint8_t>& exempt);

}  // namespace datagen::kernel
