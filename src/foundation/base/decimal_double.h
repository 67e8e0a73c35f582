// Between decimals and doubles, each rounded once: half to even, as if all digits were there.
//
// Thread-safety: pure.
#pragma once

#include <optional>

#include "foundation/base/decimal.h"

namespace datagen::base {

// Up to so many digits every whole number is a double.
constexpr int kDigitsOfDouble = 15;

// value * 10^scale. Below 2^53 it is the rounded product of doubles, as everywhere else; beyond
// that the exact product decides. nullopt beyond 38 digits, and of what is no number.
std::optional<Int128> UnitsOf(double value, int scale);

// units / 10^scale.
double DoubleOf(Int128 units, int scale);

}  // namespace datagen::base
