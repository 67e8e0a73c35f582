// Rounding to whole numbers, half to even, without asking the C library.
#pragma once

#include <cstdint>

namespace datagen::base {

// Exact for every double. Requires: the default rounding mode.
inline double RoundHalfEven(double x) {
  // Adding 1.5 * 2^52 leaves no bits for a fraction, so the addition itself rounds.
  constexpr double kShift = 0x1.8p52;
  constexpr double kWholeFrom = 0x1p51;  // the shift is exact below it
  if (!(x < kWholeFrom && x > -kWholeFrom)) {
    constexpr double kAllWholeFrom = 0x1p52;  // from here on every double is whole
    if (x < kAllWholeFrom && x > -kAllWholeFrom) {
      const auto whole = static_cast<int64_t>(x);
      const double fraction = x - static_cast<double>(whole);
      const double size = fraction < 0 ? -fraction : fraction;
      const bool away = size > 0.5 || (size == 0.5 && (whole & 1) != 0);
      return static_cast<double>(away ? whole + (x < 0 ? -1 : 1) : whole);
    }
    return x;
  }
  return (x + kShift) - kShift;
}

constexpr double kInt64Bound = 0x1p63;

// Half to even; beyond the limits the nearer limit, NaN as 0, and `*saturated` is raised by one.
inline int64_t RoundToInt(double x, int64_t low, int64_t high, int64_t* saturated) {
  const double rounded = RoundHalfEven(x);
  if (rounded != rounded) {
    ++*saturated;
    return 0;
  }
  if (rounded >= kInt64Bound || static_cast<double>(high) < rounded) {
    ++*saturated;
    return high;
  }
  if (rounded < -kInt64Bound || static_cast<double>(low) > rounded) {
    ++*saturated;
    return low;
  }
  // The limit as a double may lie above it.
  const auto whole = static_cast<int64_t>(rounded);
  if (whole > high || whole < low) {
    ++*saturated;
    return whole > high ? high : low;
  }
  return whole;
}

}  // namespace datagen::base
