// Weighted least squares on few, summarised observations. Eigen solves them.
#pragma once

#include <vector>

namespace datagen::validate {

struct Fit {
  std::vector<double> coefficients;
  std::vector<double> errors;  // standard errors
  bool ok = false;             // false: the columns depend on each other
};

// Fits y = X b, where y[i] is the mean of weights[i] rows whose variance around it is `variance`.
// Shape: rows × columns, row by row. Source: Gauss-Markov; column-pivoted QR.
Fit LeastSquares(const std::vector<std::vector<double>>& rows, const std::vector<double>& y,
                 const std::vector<double>& weights, double variance);

}  // namespace datagen::validate
