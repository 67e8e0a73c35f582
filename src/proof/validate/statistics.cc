#include "proof/validate/statistics.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

namespace datagen::validate {

double NormalCdf(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double NormalQuantile(double p) {
  constexpr double kLeast = 1e-300;
  return boost::math::quantile(boost::math::normal(), std::clamp(p, kLeast, 1 - 1e-16));
}

double TwoSidedNormalP(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

double ChiSquareP(double value, double degrees) {
  if (!(degrees > 0)) return 1;
  if (!std::isfinite(value)) return 0;
  return boost::math::cdf(
      boost::math::complement(boost::math::chi_squared(degrees), std::max(0.0, value)));
}

double PoissonCdf(double k, double mean) {
  if (k < 0) return 0;
  if (mean <= 0) return 1;
  return boost::math::gamma_q(std::floor(k) + 1, mean);
}

double BivariateNormalCdf(double h, double k, double rho) {
  const auto density = [&](double angle) {
    const double sine = std::sin(angle);
    const double cosine = std::cos(angle);
    return std::exp(-(h * h - 2 * h * k * sine + k * k) / (2 * cosine * cosine));
  };
  // The substitution r = sin(angle) removes the singular end.
  const double integral =
      boost::math::quadrature::gauss<double, 64>::integrate(density, 0.0, std::asin(rho));
  return NormalCdf(h) * NormalCdf(k) + integral / (2 * std::numbers::pi);
}

ChiSquareTest CompareCounts(const std::vector<int64_t>& counts, const std::vector<double>& shares,
                            double inflation) {
  ChiSquareTest test;
  int64_t total = 0;
  for (const int64_t count : counts) total += count;
  if (total == 0) return test;
  const auto rows = static_cast<double>(total);
  // Neighbours are joined until each group expects enough; what is left goes to the last group.
  std::vector<std::pair<double, double>> groups;  // expected, observed
  double expected = 0;
  double observed = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    test.deviation =
        std::max(test.deviation, std::abs(static_cast<double>(counts[i]) / rows - shares[i]));
    if (shares[i] <= 0) {  // what can't be: any row of it decides
      if (counts[i] > 0) test.value = std::numeric_limits<double>::infinity();
      continue;
    }
    expected += shares[i] * rows;
    observed += static_cast<double>(counts[i]);
    if (expected < kExpectedMin) continue;
    groups.emplace_back(expected, observed);
    expected = observed = 0;
  }
  if (!groups.empty()) {
    groups.back().first += expected;
    groups.back().second += observed;
  }
  if (std::isinf(test.value)) {
    test.degrees = 1;
    test.p_value = 0;
    return test;
  }
  if (groups.size() < 2) return test;
  for (const auto& [want, have] : groups) test.value += (have - want) * (have - want) / want;
  test.value /= inflation;
  test.degrees = static_cast<double>(groups.size() - 1);
  test.p_value = ChiSquareP(test.value, test.degrees);
  return test;
}

double ShareP(int64_t hits, int64_t rows, double expected, double inflation) {
  if (rows == 0) return 1;
  if (expected <= 0) return hits == 0 ? 1 : 0;
  if (expected >= 1) return hits == rows ? 1 : 0;
  const auto n = static_cast<double>(rows);
  const auto x = static_cast<double>(hits);
  const double variance = n * expected * (1 - expected) * inflation;
  constexpr double kManyRows = 1e6;
  if (n > kManyRows || inflation > 1) {
    if (variance < kExpectedMin) return 1;
    return TwoSidedNormalP((x - n * expected) / std::sqrt(variance));
  }
  const boost::math::binomial law(n, expected);
  const double at_most = boost::math::cdf(law, x);
  const double at_least = x == 0 ? 1 : boost::math::cdf(boost::math::complement(law, x - 1));
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

}  // namespace datagen::validate
