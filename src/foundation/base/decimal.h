// Exact decimal numbers: an unscaled 128-bit integer and a number of fraction digits (scale).
//
// Up to 38 digits, as SQL and Arrow have them; never through a double.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datagen::base {

using Int128 = __int128;
using Uint128 = unsigned __int128;

constexpr int kDecimalDigitsMax = 38;

// 10^exponent. Requires: 0 <= exponent <= 38.
Int128 PowerOfTen(int exponent);

struct Decimal {
  Int128 unscaled = 0;
  int scale = 0;  // digits after the point, 0..38
};

// Reads "-12.340", "1e3", "5E-2". nullopt when it is no number or needs more than 38 digits.
std::optional<Decimal> ParseDecimal(std::string_view text);

// Changes the scale; digits that are cut round half to even. nullopt on overflow of 38 digits.
std::optional<Int128> Rescale(Int128 unscaled, int from_scale, int to_scale);

// value / divisor, rounded half to even. Requires: divisor > 0.
Int128 DivideHalfEven(Int128 value, Int128 divisor);

// "-12.340": exactly `scale` digits after the point. Longest: 41 characters; up to kDigitsSpare
// (digits.h) more may be written beyond the end.
char* WriteDecimal(Int128 unscaled, int scale, char* out);
std::string FormatDecimal(Int128 unscaled, int scale);

}  // namespace datagen::base
