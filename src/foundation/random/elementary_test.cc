#include "foundation/random/elementary.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "foundation/random/stream.h"

namespace datagen::random {
namespace {

// How far `value` is from `exact`, in units of the last place of a double.
double UlpError(double value, long double exact) {
  const auto nearest = static_cast<double>(exact);
  const double ulp = std::nextafter(std::fabs(nearest), std::numeric_limits<double>::infinity()) -
                     std::fabs(nearest);
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact)) / ulp;
}

constexpr int64_t kCases = 200'000;

TEST(Exp, WithinOneUlpOfLongDouble) {
  constexpr Stream stream(1, kGoldenGamma);
  double worst = 0;
  for (int64_t i = 0; i < kCases; ++i) {
    const double x = -700 + 1400 * ToUnit(stream.Bits(i));
    worst = std::max(worst, UlpError(Exp(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_EQ(Exp(0), 1.0);
  EXPECT_EQ(Exp(-800), 0.0);
  EXPECT_EQ(Exp(800), std::numeric_limits<double>::infinity());
  EXPECT_GT(Exp(-740), 0.0);  // subnormal
}

TEST(Log, WithinOneUlpOfLongDouble) {
  constexpr Stream stream(2, kGoldenGamma);
  double worst = 0;
  for (int64_t i = 0; i < kCases; ++i) {
    const double near_one = 0.5 + 1.5 * ToUnit(stream.Bits(i));
    const double anywhere = std::exp(-700 + 1400 * ToUnit(stream.Bits(-i - 1)));
    for (const double x : {near_one, anywhere}) {
      worst = std::max(worst, UlpError(Log(x), std::log(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_EQ(Log(1), 0.0);
  EXPECT_TRUE(std::isinf(Log(0)));
  EXPECT_TRUE(std::isnan(Log(-1)));
}

TEST(Power, MatchesLongDouble) {
  constexpr Stream stream(3, kGoldenGamma);
  for (int64_t i = 0; i < kCases; ++i) {
    const double x = 0.01 + 10 * ToUnit(stream.Bits(i));
    const double y = -5 + 10 * ToUnit(stream.Bits(-i - 1));
    const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    EXPECT_LT(std::fabs(Power(x, y) / static_cast<double>(exact) - 1), 1e-14);
  }
  EXPECT_EQ(Power(2, 10), 1024.0);
  EXPECT_EQ(Power(-2, 3), -8.0);
  EXPECT_EQ(Power(2, -2), 0.25);
  EXPECT_TRUE(std::isnan(Power(-2, 0.5)));
}

TEST(NormalCdf, MatchesErfc) {
  for (double x = -37; x <= 37; x += 0.003) {
    const long double exact = 0.5L * std::erfc(-static_cast<long double>(x) / std::sqrt(2.0L));
    EXPECT_LT(std::fabs(NormalCdf(x) - static_cast<double>(exact)), 1e-14) << x;
  }
}

TEST(NormalQuantile, InvertsTheDistribution) {
  for (const double u : {1e-300, 1e-16, 1e-5, 0.01, 0.075, 0.2, 0.4999, 0.5, 0.7, 0.925, 0.99}) {
    const long double x = NormalQuantile(u);
    const long double back = 0.5L * std::erfc(-x / std::sqrt(2.0L));
    EXPECT_LT(std::fabs(static_cast<double>(back / static_cast<long double>(u)) - 1), 1e-13) << u;
  }
  // Python's statistics.NormalDist().inv_cdf, which is the same algorithm.
  EXPECT_DOUBLE_EQ(NormalQuantile(0.975), 1.9599639845400536);
  EXPECT_DOUBLE_EQ(NormalQuantile(0.01), -2.3263478740408408);
}

// Numbers of every size, and those that need a way of their own.
std::vector<double> Assorted() {
  constexpr Stream stream(5, kGoldenGamma);
  std::vector<double> values{0.0,
                             -0.0,
                             1.0,
                             5e-324,
                             1e-310,
                             -745.2,
                             709.78,
                             -708.5,
                             1e308,
                             -1e308,
                             std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()};
  for (int64_t i = 0; i < 5000; ++i) {
    const double x = ToOpenUnit(stream.Bits(i));
    values.push_back(i % 2 == 0 ? x * 1500 - 750 : Exp(x * 1400 - 700));
  }
  return values;
}

void ExpectSameBits(double (*one)(double), void (*many)(double*, size_t)) {
  std::vector<double> plain;  // no piece of which has a special value
  for (const double x : Assorted()) {
    if (x > 0 && x < 700) plain.push_back(x);
  }
  for (const std::vector<double>& given : {Assorted(), plain}) {
    std::vector<double> batch = given;
    many(batch.data(), batch.size());
    for (size_t i = 0; i < given.size(); ++i) {
      EXPECT_EQ(std::bit_cast<uint64_t>(batch[i]), std::bit_cast<uint64_t>(one(given[i])))
          << given[i];
    }
  }
}

TEST(Exps, SameBitsAsOneByOne) { ExpectSameBits(Exp, Exps); }
TEST(Logs, SameBitsAsOneByOne) { ExpectSameBits(Log, Logs); }

TEST(NormalQuantiles, SameBitsFarFromTheCentre) {
  std::vector<double> values{1e-300, 1e-12, 1.3e-11, 1.5e-11, 1 - 1e-12, 0.075, 0.0749999, 0.925};
  std::vector<double> batch = values;
  NormalQuantiles(batch.data(), batch.size());
  for (size_t i = 0; i < values.size(); ++i) EXPECT_EQ(batch[i], NormalQuantile(values[i]));
}

TEST(NormalQuantiles, SameBitsAsOneByOne) {
  constexpr Stream stream(4, kGoldenGamma);
  std::vector<double> values;
  for (int64_t i = 0; i < 5000; ++i) values.push_back(ToOpenUnit(stream.Bits(i)));
  std::vector<double> batch = values;
  NormalQuantiles(batch.data(), batch.size());
  for (size_t i = 0; i < values.size(); ++i) EXPECT_EQ(batch[i], NormalQuantile(values[i]));
}

}  // namespace
}  // namespace datagen::random
