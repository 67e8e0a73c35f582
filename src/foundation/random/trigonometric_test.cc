#include "foundation/random/trigonometric.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foundation/random/stream.h"

namespace datagen::random {
namespace {

double UlpError(double value, long double exact) {
  const auto nearest = static_cast<double>(exact);
  const double ulp = std::nextafter(std::fabs(nearest), std::numeric_limits<double>::infinity()) -
                     std::fabs(nearest);
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact)) / ulp;
}

TEST(Trigonometric, WithinItsErrorOfLongDouble) {
  constexpr Stream stream(4, kGoldenGamma);
  double worst_sin = 0;
  double worst_cos = 0;
  double worst_tan = 0;
  for (int64_t i = 0; i < 200'000; ++i) {
    const double unit = ToUnit(stream.Bits(i));
    // Small ones, those of a few turns, and all sizes that a double has.
    for (const double x : {2 * unit - 1, 200 * unit - 100, std::exp(1400 * unit - 700)}) {
      const long double exact = x;
      worst_sin = std::max(worst_sin, UlpError(Sin(x), sinl(exact)));
      worst_cos = std::max(worst_cos, UlpError(Cos(x), cosl(exact)));
      worst_tan = std::max(worst_tan, UlpError(Tan(x), tanl(exact)));
    }
  }
  EXPECT_LT(worst_sin, 1.0);
  EXPECT_LT(worst_cos, 1.0);
  EXPECT_LT(worst_tan, 2.5);
}

TEST(Trigonometric, KnownPoints) {
  EXPECT_EQ(Sin(0), 0.0);
  EXPECT_EQ(Cos(0), 1.0);
  EXPECT_EQ(Sin(-2), -Sin(2));
  // The double nearest to pi is not pi; its sine is the difference.
  EXPECT_EQ(Sin(3.141592653589793), 1.2246467991473532e-16);
  // The double that comes nearest to a multiple of pi/2 (Kahan's example).
  EXPECT_NEAR(Cos(6381956970095103.0 * 0x1p797), -4.6871659242546277e-19, 1e-34);
  EXPECT_TRUE(std::isnan(Sin(std::numeric_limits<double>::infinity())));
}

}  // namespace
}  // namespace datagen::random
