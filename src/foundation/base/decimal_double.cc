#include "foundation/base/decimal_double.h"

#include <charconv>
#include <cmath>

#include "foundation/base/digits.h"
#include "foundation/base/rounding.h"
#include "foundation/base/status.h"

namespace datagen::base {
namespace {

constexpr double kExact = 0x1p53;  // a whole number below it is exact, and so is a product's rest
constexpr int kMantissaBits = 53;

// mantissa * 10^scale / 2^shift = mantissa * 5^scale / 2^down. Requires: the result is below 2^127
// and at least 2^52, which bounds both.
Uint128 Scaled(uint64_t mantissa, int exponent, int scale) {
  Uint128 power = 1;
  for (int k = 0; k < scale; ++k) power *= 5;  // at most 89 bits
  const int down = -(exponent + scale);
  if (down <= 0) return (static_cast<Uint128>(mantissa) * power) << -down;
  // In two halves, of which each product has at most 116 bits: high * 2^27 + low.
  constexpr int kLowBits = 27;
  const Uint128 low_mask = (Uint128{1} << kLowBits) - 1;
  const Uint128 high = static_cast<Uint128>(mantissa >> kLowBits) * power;
  const Uint128 low = (mantissa & low_mask) * power;
  const auto rounded = [&](Uint128 quotient, Uint128 rest) {
    const Uint128 half = Uint128{1} << (down - 1);
    return quotient + (rest > half || (rest == half && (quotient & 1) != 0) ? 1 : 0);
  };
  if (down < kLowBits) {
    const Uint128 rest = low & ((Uint128{1} << down) - 1);
    return rounded((high << (kLowBits - down)) + (low >> down), rest);
  }
  const int more = down - kLowBits;
  const Uint128 upper = high + (low >> kLowBits);
  const Uint128 rest = (upper & ((Uint128{1} << more) - 1)) << kLowBits | (low & low_mask);
  return rounded(upper >> more, rest);
}

}  // namespace

std::optional<Int128> UnitsOf(double value, int scale) {
  const double product = value * static_cast<double>(PowerOfTen(scale));
  const double size = std::fabs(product);
  if (size < kExact) return static_cast<Int128>(RoundHalfEven(product));
  constexpr double kMost = 1.01e38;
  if (!(size < kMost)) return std::nullopt;
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  const auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, kMantissaBits));
  const auto units = static_cast<Int128>(Scaled(mantissa, exponent - kMantissaBits, scale));
  if (units >= PowerOfTen(kDecimalDigitsMax)) return std::nullopt;
  return value < 0 ? -units : units;
}

double DoubleOf(Int128 units, int scale) {
  constexpr int kExactPower = 22;  // the greatest power of ten that is a double
  constexpr Int128 kWhole = Int128{1} << kMantissaBits;
  if (units <= kWhole && units >= -kWhole && scale <= kExactPower) {
    return static_cast<double>(static_cast<int64_t>(units)) /
           static_cast<double>(PowerOfTen(scale));
  }
  constexpr size_t kLongest = 41 + kDigitsSpare;
  char text[kLongest];
  const char* end = WriteDecimal(units, scale, text);
  double value = 0;
  const auto read = std::from_chars(text, end, value);
  DATAGEN_CHECK(read.ec == std::errc() && read.ptr == end);
  return value;
}

}  // namespace datagen::base
