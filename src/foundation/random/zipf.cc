#include "foundation/random/zipf.h"

#include <cmath>

#include "foundation/base/rounding.h"
#include "foundation/random/elementary.h"

namespace datagen::random {
namespace {

// log(1 + x) / x and (exp(x) - 1) / x, smooth at 0.
double LogRatio(double x) {
  if (std::fabs(x) > 1e-8) return Log(1.0 + x) / x;
  return 1.0 - x * (0.5 - x * (1.0 / 3.0));
}
double ExpRatio(double x) {
  if (std::fabs(x) > 1e-8) return (Exp(x) - 1.0) / x;
  return 1.0 + x * 0.5 * (1.0 + x * (1.0 / 3.0));
}

}  // namespace

double ZipfRanks::H(double x) const {
  const double log_x = Log(x);
  return ExpRatio((1.0 - exponent_) * log_x) * log_x;
}

double ZipfRanks::HInverse(double x) const {
  double t = x * (1.0 - exponent_);
  if (t < -1.0) t = -1.0;  // rounding at the far end
  return Exp(LogRatio(t) * x);
}

ZipfRanks::ZipfRanks(int64_t count, double exponent) : count_(count), exponent_(exponent) {
  h_first_ = H(1.5) - 1.0;
  h_last_ = H(static_cast<double>(count) + 0.5);
  shortcut_ = 2.0 - HInverse(H(2.5) - Exp(-exponent * Log(2.0)));
}

int64_t ZipfRanks::Pick(uint64_t bits) const {
  CellStream cell(bits);
  while (true) {
    const double u = h_last_ + ToOpenUnit(cell.Next()) * (h_first_ - h_last_);
    const double x = HInverse(u);
    auto rank = static_cast<int64_t>(base::RoundHalfEven(x));
    if (rank < 1) rank = 1;
    if (rank > count_) rank = count_;
    const auto k = static_cast<double>(rank);
    if (k - x <= shortcut_ || u >= H(k + 0.5) - Exp(-exponent_ * Log(k))) return rank - 1;
  }
}

}  // namespace datagen::random
