#include "foundation/random/incomplete.h"

#include <gtest/gtest.h>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace datagen::random {
namespace {

constexpr double kShapes[] = {0.01, 0.3, 1, 2.5, 9, 140, 1e4, 1e5};

// Of two logarithms of chances: by as much as the chances differ in relation.
void ExpectClose(double found, double expected, double shape) {
  if (std::isinf(expected) || expected < -700) return;  // less than any double
  EXPECT_NEAR(found, expected, 3e-13 * (100 + shape)) << "shape " << shape;
}

TEST(Incomplete, LogGammaIsThatOfTheLibrary) {
  for (double x = 1e-3; x < 1e7; x *= 1.17) {
    EXPECT_NEAR(LogGamma(x), std::lgamma(x), 1e-14 * (1 + std::abs(std::lgamma(x)) + 1)) << x;
  }
}

TEST(Incomplete, GammaHasBothTails) {
  for (const double shape : kShapes) {
    for (double ratio = 0.001; ratio < 30; ratio *= 1.3) {
      const double x = shape * ratio;
      ExpectClose(LogGammaBelow(shape, std::log(x)), std::log(boost::math::gamma_p(shape, x)),
                  shape);
      ExpectClose(LogGammaAbove(shape, std::log(x)), std::log(boost::math::gamma_q(shape, x)),
                  shape);
    }
  }
}

TEST(Incomplete, BetaHasBothTails) {
  for (const double alpha : kShapes) {
    for (const double beta : kShapes) {
      for (double x = 1e-6; x < 1; x += 0.0371) {
        const double y = std::log(x) - std::log1p(-x);
        ExpectClose(LogBetaBelow(alpha, beta, y), std::log(boost::math::ibeta(alpha, beta, x)),
                    alpha + beta);
        ExpectClose(LogBetaBelow(beta, alpha, -y), std::log(boost::math::ibetac(alpha, beta, x)),
                    alpha + beta);
      }
    }
  }
}

TEST(Incomplete, DensitiesAreTheSlopes) {
  for (const double shape : {0.3, 1.0, 9.0, 140.0}) {
    const double y = std::log(shape);
    const double step = 1e-5;
    const auto below = [&](double at) { return std::exp(LogGammaBelow(shape, at)); };
    const auto part = [&](double at) { return std::exp(LogBetaBelow(shape, 2, at)); };
    EXPECT_NEAR((below(y + step) - below(y - step)) / (2 * step),
                std::exp(LogGammaDensity(shape, y)), 1e-6);
    EXPECT_NEAR((part(y + step) - part(y - step)) / (2 * step),
                std::exp(LogBetaDensity(shape, 2, y)), 1e-6);
  }
}

}  // namespace
}  // namespace datagen::random
