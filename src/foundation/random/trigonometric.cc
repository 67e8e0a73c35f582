#include "foundation/random/trigonometric.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace datagen::random {
namespace {

using Uint128 = unsigned __int128;

// The first 1216 bits of 2/pi, the most significant first.
constexpr uint64_t kTwoOverPi[] = {
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
    0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab};

// An angle as quadrant * pi/2 + (high + low), |high| <= pi/4.
struct Reduced {
  unsigned quadrant;
  double high;
  double low;
};

// 64 bits of 2/pi from bit `from` on; bits before the first one are zero.
uint64_t BitsAt(int from) {
  if (from < 0) return from <= -64 ? 0 : kTwoOverPi[0] >> -from;
  const int word = from / 64;
  const int shift = from % 64;
  if (shift == 0) return kTwoOverPi[word];
  return kTwoOverPi[word] << shift | kTwoOverPi[word + 1] >> (64 - shift);
}

// high + low = a * (b_high + b_low) to about 100 bits; the parts of a are Dekker's.
void Multiply(double a, double b_high, double b_low, double* high, double* low) {
  constexpr double kSplit = 0x1p27 + 1;
  const double product = a * b_high;
  const double a_scaled = kSplit * a;
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = kSplit * b_high;
  const double b_top = b_scaled - (b_scaled - b_high);
  const double b_rest = b_high - b_top;
  const double error =
      ((a_high * b_top - product) + a_high * b_rest + a_low * b_top) + a_low * b_rest + a * b_low;
  *high = product + error;
  *low = error - (*high - product);
}

// Requires: x is finite and at least pi/4.
Reduced ReduceLarge(double x) {
  const auto bits = std::bit_cast<uint64_t>(x);
  const int exponent = static_cast<int>(bits >> 52) - 1075;
  const uint64_t mantissa = (bits & 0xfffffffffffffU) | 0x10000000000000U;
  // x = mantissa * 2^exponent. Of 2/pi * 2^exponent, 192 bits from the one that stands for 2 on
  // decide the product modulo 4; what lies before adds whole turns, what lies behind 2^-137.
  const int first = exponent - 2;
  const uint64_t window[3] = {BitsAt(first), BitsAt(first + 64), BitsAt(first + 128)};
  const Uint128 low = Uint128{window[2]} * mantissa;
  const Uint128 middle = Uint128{window[1]} * mantissa + static_cast<uint64_t>(low >> 64);
  const uint64_t top = window[0] * mantissa + static_cast<uint64_t>(middle >> 64);
  auto quadrant = static_cast<unsigned>(top >> 62);
  // The fraction of a quadrant: 126 bits of it, more than twice what a double holds.
  Uint128 fraction = (Uint128{top} << 64 | static_cast<uint64_t>(middle)) << 2;
  fraction |= static_cast<uint64_t>(low) >> 62;
  const bool nearer_next = (fraction >> 127) != 0;
  if (nearer_next) {
    ++quadrant;
    fraction = -fraction;
  }
  // Near a multiple of pi/2 leading bits are zero: those behind come from the lowest word.
  int zeros = 0;
  while (zeros < 64 && (fraction >> 127) == 0) {
    fraction <<= 1;
    ++zeros;
  }
  const auto head = static_cast<uint64_t>(fraction >> 75);
  const auto tail = static_cast<uint64_t>(fraction >> 22) & 0x1fffffffffffffU;
  const double scale = std::bit_cast<double>(static_cast<uint64_t>(1023 - 53 - zeros) << 52);
  const double sign = nearer_next ? -1.0 : 1.0;
  constexpr double kHalfPi = 1.5707963267948966;
  constexpr double kHalfPiLow = 6.123233995736766e-17;
  double high = 0;
  double rest = 0;
  Multiply(sign * static_cast<double>(head) * scale, kHalfPi, kHalfPiLow, &high, &rest);
  rest += sign * static_cast<double>(tail) * scale * 0x1p-53 * kHalfPi;
  const double sum = high + rest;
  return {quadrant, sum, rest - (sum - high)};
}

Reduced Reduce(double x) {
  constexpr double kQuarterPi = 0.7853981633974483;
  const double size = std::fabs(x);
  if (size <= kQuarterPi) return {0, x, 0};
  Reduced reduced = ReduceLarge(size);
  if (x < 0) reduced = {-reduced.quadrant, -reduced.high, -reduced.low};
  return reduced;
}

double KernelSin(double x, double low) {
  const double z = x * x;
  const double w = z * z;
  const double r = 8.33333333332248946124e-03 +
                   z * (-1.98412698298579493134e-04 + z * 2.75573137070700676789e-06) +
                   z * w * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10);
  const double v = z * x;
  return x - ((z * (0.5 * low - v * r) - low) - v * -1.66666666666666324348e-01);
}

double KernelCos(double x, double low) {
  const double z = x * x;
  const double w = z * z;
  const double r = z * (4.16666666666666019037e-02 +
                        z * (-1.38888888888741095749e-03 + z * 2.48015872894767294178e-05)) +
                   w * w *
                       (-2.75573143513906633035e-07 +
                        z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11));
  const double half = 0.5 * z;
  const double one_less = 1.0 - half;
  return one_less + (((1.0 - one_less) - half) + (z * r - x * low));
}

double OfQuadrant(const Reduced& reduced, unsigned quadrant) {
  const double value = (quadrant & 1) != 0 ? KernelCos(reduced.high, reduced.low)
                                           : KernelSin(reduced.high, reduced.low);
  return (quadrant & 2) != 0 ? -value : value;
}

}  // namespace

double Sin(double x) {
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const Reduced reduced = Reduce(x);
  return OfQuadrant(reduced, reduced.quadrant);
}

double Cos(double x) {
  if (!std::isfinite(x)) return std::numeric_limits<double>::quiet_NaN();
  const Reduced reduced = Reduce(x);
  return OfQuadrant(reduced, reduced.quadrant + 1);
}

double Tan(double x) { return Sin(x) / Cos(x); }

}  // namespace datagen::random
