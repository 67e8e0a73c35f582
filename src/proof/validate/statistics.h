// The few laws that tests compare with. Boost.Math computes them.
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <vector>

namespace datagen::validate {

double NormalCdf(double z);
double NormalQuantile(double p);                  // of p in (0, 1)
double TwoSidedNormalP(double z);                 // P(|Z| >= |z|)
double ChiSquareP(double value, double degrees);  // P(X >= value)
double PoissonCdf(double k, double mean);         // P(X <= k)

// P(X <= h and Y <= k) of two standard normals with correlation rho in (-1, 1).
// Source: Drezner and Wesolowsky 1990 (the integral over rho), by Gauss-Legendre of 64 points.
double BivariateNormalCdf(double h, double k, double rho);

// Pearson's test that counts come from expected shares (which add up to 1). Classes that expect
// fewer than kExpectedMin are joined with their neighbours. `inflation` divides the statistic where
// rows come in clusters.
struct ChiSquareTest {
  double value = 0;
  double degrees = 0;  // 0: too little data to test
  double p_value = 1;
  double deviation = 0;  // largest absolute difference of shares, of the classes as given
};
constexpr double kExpectedMin = 20;
ChiSquareTest CompareCounts(const std::vector<int64_t>& counts, const std::vector<double>& shares,
                            double inflation = 1);

// Whether a share of `hits` in `rows` fits an expected share: exact for few, normal for many.
double ShareP(int64_t hits, int64_t rows, double expected, double inflation = 1);

}  // namespace datagen::validate
