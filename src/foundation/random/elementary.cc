#include "foundation/random/elementary.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace datagen::random {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// log(2) in two parts: the high one has trailing zeros, so n * kLn2High is exact.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kInverseLn2 = 1.44269504088896338700;

// The same operations for one value and for many: loops over these are compiled for each width of
// vectors that processors have, and the widest is taken when the program starts. No width changes a
// bit: each value goes through the same additions and multiplications, and none are fused.
#define DATAGEN_EACH [[gnu::always_inline]] inline
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define DATAGEN_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DATAGEN_WIDEST
#endif

// 2^n for a normal result. Requires: -1022 <= n <= 1023.
DATAGEN_EACH double PowerOfTwo(int n) {
  return std::bit_cast<double>(static_cast<uint64_t>(static_cast<int64_t>(n) + 1023) << 52);
}

// exp(x) = significand * 2^exponent; the significand is near 1. Requires: |x| < 1000.
struct Scaled {
  double significand;
  int exponent;
};

DATAGEN_EACH Scaled ScaledExp(double x) {
  const double scaled = x * kInverseLn2;
  const int n = static_cast<int>(scaled + (scaled < 0 ? -0.5 : 0.5));
  const double high = x - n * kLn2High;
  const double low = n * kLn2Low;
  const double r = high - low;
  const double t = r * r;
  const double c =
      r - t * (1.66666666666666019037e-01 +
               t * (-2.77777777770155933842e-03 +
                    t * (6.61375632143793436117e-05 +
                         t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  return {1.0 - ((low - (r * c) / (2.0 - c)) - high), n};
}

// Results up to here, on both sides, are neither subnormal nor infinite.
constexpr double kExpPlainMax = 707;

// log(x * 2^shift). Requires: x is a positive normal number.
DATAGEN_EACH double NormalLog(double x, int shift) {
  const auto bits = std::bit_cast<uint64_t>(x);
  const double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  const bool large = m > 1.41421356237309504880;
  const int k = static_cast<int>(bits >> 52) - 1023 + shift + (large ? 1 : 0);
  const double f = m * (large ? 0.5 : 1.0) - 1.0;
  const double half_square = 0.5 * f * f;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double even = w * (3.999999999940941908e-01 +
                           w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double odd = z * (6.666666666666735130e-01 +
                          w * (2.857142874366239149e-01 +
                               w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double r = even + odd;
  return k * kLn2High - ((half_square - (s * (half_square + r) + k * kLn2Low)) - f);
}

DATAGEN_EACH double CentralQuantile(double q) {
  const double r = 0.180625 - q * q;
  const double numerator = ((((((2.5090809287301226727e+3 * r + 3.3430575583588128105e+4) * r +
                                6.7265770927008700853e+4) *
                                   r +
                               4.5921953931549871457e+4) *
                                  r +
                              1.3731693765509461125e+4) *
                                 r +
                             1.9715909503065514427e+3) *
                                r +
                            1.3314166789178437745e+2);
  const double denominator = ((((((5.2264952788528545610e+3 * r + 2.8729085735721942674e+4) * r +
                                  3.9307895800092710610e+4) *
                                     r +
                                 2.1213794301586595867e+4) *
                                    r +
                                5.3941960214247511077e+3) *
                                   r +
                               6.8718700749205790830e+2) *
                                  r +
                              4.2313330701600911252e+1);
  return q * (numerator * r + 3.3871328727963666080e0) / (denominator * r + 1.0);
}

// Of the distance from the end, r = sqrt(-log(u)), by how far it is.
DATAGEN_EACH double NearTail(double r) {
  r -= 1.6;
  return (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r +
               2.41780725177450611770e-1) *
                  r +
              1.27045825245236838258e0) *
                 r +
             3.64784832476320460504e0) *
                r +
            5.76949722146069140550e0) *
               r +
           4.63033784615654529590e0) *
              r +
          1.42343711074968357734e0) /
         (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r +
               1.51986665636164571966e-2) *
                  r +
              1.48103976427480074590e-1) *
                 r +
             6.89767334985100004550e-1) *
                r +
            1.67638483018380384940e0) *
               r +
           2.05319162663775882187e0) *
              r +
          1.0);
}

constexpr double kNearTailMax = 5.0;

double FarTail(double r) {
  r -= 5.0;
  return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r +
               1.24266094738807843860e-3) *
                  r +
              2.65321895265761230930e-2) *
                 r +
             2.96560571828504891230e-1) *
                r +
            1.78482653991729133580e0) *
               r +
           5.46378491116411436990e0) *
              r +
          6.65790464350110377720e0) /
         (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r +
               1.84631831751005468180e-5) *
                  r +
              7.86869131145613259100e-4) *
                 r +
             1.48753612908506148525e-2) *
                r +
            1.36929880922735805310e-1) *
               r +
           5.99832206555887937690e-1) *
              r +
          1.0);
}

double TailQuantile(double u) {
  const bool lower = u < 0.5;
  const double r = std::sqrt(-Log(lower ? u : 1.0 - u));
  const double value = r <= kNearTailMax ? NearTail(r) : FarTail(r);
  return lower ? -value : value;
}

constexpr double kCentralHalfWidth = 0.425;
constexpr double kNormalMin = std::numeric_limits<double>::min();
constexpr auto kNormalMinBits = std::bit_cast<uint64_t>(kNormalMin);
constexpr auto kInfinityBits = std::bit_cast<uint64_t>(kInfinity);
constexpr size_t kPiece = 1024;  // values at a time, in the nearest cache

}  // namespace

double Exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893383973096) return kInfinity;
  if (x < -745.13321910194110842) return 0.0;
  const auto [y, n] = ScaledExp(x);
  if (n >= -1021 && n <= 1023) return y * PowerOfTwo(n);
  if (n > 1023) return y * 2.0 * PowerOfTwo(1023);
  return y * PowerOfTwo(n + 1000) * PowerOfTwo(-1000);  // subnormal results
}

DATAGEN_WIDEST void Exps(double* values, size_t count) {
  double given[kPiece];
  for (size_t begin = 0; begin < count; begin += kPiece) {
    const size_t size = std::min(kPiece, count - begin);
    double* piece = values + begin;
    int odd = 0;  // values that the plain way does not suit
    for (size_t i = 0; i < size; ++i) {
      const double x = piece[i];
      given[i] = x;
      const bool plain = std::fabs(x) < kExpPlainMax;
      odd += plain ? 0 : 1;
      const auto [y, n] = ScaledExp(plain ? x : 0.0);
      piece[i] = y * PowerOfTwo(n);
    }
    if (odd == 0) continue;
    for (size_t i = 0; i < size; ++i) piece[i] = Exp(given[i]);
  }
}

double Log(double x) {
  if (x != x || x == kInfinity) return x;
  if (x < 0) return kNaN;
  if (x == 0) return -kInfinity;
  return x < kNormalMin ? NormalLog(x * 0x1.0p54, -54) : NormalLog(x, 0);
}

DATAGEN_WIDEST void Logs(double* values, size_t count) {
  double given[kPiece];
  for (size_t begin = 0; begin < count; begin += kPiece) {
    const size_t size = std::min(kPiece, count - begin);
    double* piece = values + begin;
    int odd = 0;
    for (size_t i = 0; i < size; ++i) {
      const double x = piece[i];
      given[i] = x;
      // As bits: NaN and what is negative are beyond infinity.
      const auto bits = std::bit_cast<uint64_t>(x);
      const bool plain = bits - kNormalMinBits < kInfinityBits - kNormalMinBits;
      odd += plain ? 0 : 1;
      piece[i] = NormalLog(plain ? x : 1.0, 0);
    }
    if (odd == 0) continue;
    for (size_t i = 0; i < size; ++i) piece[i] = Log(given[i]);
  }
}

double Power(double x, double y) {
  if (y == 0) return 1.0;
  constexpr double kMultipliedMax = 64;
  if (std::trunc(y) == y && std::fabs(y) <= kMultipliedMax) {
    double result = 1.0;
    double base = x;
    for (auto n = static_cast<unsigned>(std::fabs(y)); n != 0; n >>= 1) {
      if ((n & 1) != 0) result *= base;
      base *= base;
    }
    return y < 0 ? 1.0 / result : result;
  }
  if (x < 0) {
    if (std::trunc(y) != y) return kNaN;
    const double magnitude = Exp(y * Log(-x));
    return std::fmod(y, 2.0) == 0 ? magnitude : -magnitude;
  }
  return Exp(y * Log(x));
}

double NormalCdf(double x) {
  const double a = std::fabs(x);
  double tail = 0;
  if (a < 38.0) {
    const double e = Exp(-0.5 * a * a);
    if (a < 7.07106781186547) {
      const double numerator =
          ((((((3.52624965998911e-02 * a + 0.700383064443688) * a + 6.37396220353165) * a +
              33.912866078383) *
                 a +
             112.079291497871) *
                a +
            221.213596169931) *
               a +
           220.206867912376);
      const double denominator =
          (((((((8.83883476483184e-02 * a + 1.75566716318264) * a + 16.064177579207) * a +
               86.7807322029461) *
                  a +
              296.564248779674) *
                 a +
             637.333633378831) *
                a +
            793.826512519948) *
               a +
           440.413735824752);
      tail = e * numerator / denominator;
    } else {
      const double fraction = a + 1.0 / (a + 2.0 / (a + 3.0 / (a + 4.0 / (a + 0.65))));
      tail = e / fraction / 2.506628274631;
    }
  }
  return x > 0 ? 1.0 - tail : tail;
}

double NormalQuantile(double u) {
  const double q = u - 0.5;
  return std::fabs(q) <= kCentralHalfWidth ? CentralQuantile(q) : TailQuantile(u);
}

namespace {

DATAGEN_WIDEST void CentralQuantiles(double* values, size_t count) {
  for (size_t i = 0; i < count; ++i) values[i] = CentralQuantile(values[i] - 0.5);
}

// Of values outside of the centre.
DATAGEN_WIDEST void TailQuantiles(double* values, size_t count) {
  double ends[kPiece];
  for (size_t i = 0; i < count; ++i) {
    ends[i] = NormalLog(values[i] < 0.5 ? values[i] : 1.0 - values[i], 0);
  }
  double farthest = 0;
  for (size_t i = 0; i < count; ++i) {
    const double r = std::sqrt(-ends[i]);
    farthest = r > farthest ? r : farthest;
    const double value = NearTail(r);
    ends[i] = values[i] < 0.5 ? -value : value;
  }
  if (farthest <= kNearTailMax) {
    std::copy_n(ends, count, values);
    return;
  }
  for (size_t i = 0; i < count; ++i) values[i] = TailQuantile(values[i]);
}

}  // namespace

void NormalQuantiles(double* values, size_t count) {
  // Two passes over a piece that fits the nearest cache: the central formula for all is a loop
  // without branches; the 15 % of values in the tails are then done again, side by side.
  double tails[kPiece];
  uint16_t places[kPiece];
  for (size_t begin = 0; begin < count; begin += kPiece) {
    const size_t size = std::min(kPiece, count - begin);
    double* piece = values + begin;
    size_t outside = 0;
    for (size_t i = 0; i < size; ++i) {
      tails[outside] = piece[i];
      places[outside] = static_cast<uint16_t>(i);
      outside += std::fabs(piece[i] - 0.5) > kCentralHalfWidth ? 1 : 0;
    }
    CentralQuantiles(piece, size);
    TailQuantiles(tails, outside);
    for (size_t k = 0; k < outside; ++k) piece[places[k]] = tails[k];
  }
}

}  // namespace datagen::random
