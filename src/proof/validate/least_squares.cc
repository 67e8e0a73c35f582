#include "proof/validate/least_squares.h"

#include <Eigen/Dense>
#include <cmath>

namespace datagen::validate {

Fit LeastSquares(const std::vector<std::vector<double>>& rows, const std::vector<double>& y,
                 const std::vector<double>& weights, double variance) {
  Fit fit;
  if (rows.empty()) return fit;
  const auto count = static_cast<Eigen::Index>(rows.size());
  const auto width = static_cast<Eigen::Index>(rows[0].size());
  Eigen::MatrixXd x(count, width);
  Eigen::VectorXd target(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto row = static_cast<size_t>(i);
    const double scale = std::sqrt(weights[row]);
    for (Eigen::Index k = 0; k < width; ++k) x(i, k) = rows[row][static_cast<size_t>(k)] * scale;
    target(i) = y[row] * scale;
  }
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposition(x);
  if (decomposition.rank() < width) return fit;
  const Eigen::VectorXd solved = decomposition.solve(target);
  const Eigen::MatrixXd covariance = (x.transpose() * x).inverse() * variance;
  for (Eigen::Index k = 0; k < width; ++k) {
    fit.coefficients.push_back(solved(k));
    fit.errors.push_back(std::sqrt(std::max(0.0, covariance(k, k))));
  }
  fit.ok = true;
  return fit;
}

}  // namespace datagen::validate
