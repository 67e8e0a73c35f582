// Gamma and beta laws, whose quantile functions have no closed form: each end is a table of the
// logarithm of the value (gamma) or of its log-odds (beta) over the logarithm of the chance, solved
// once and read by cubic pieces. Error of a value: below 1e-6 of it.
#include <algorithm>
#include <cmath>
#include <vector>

#include "foundation/random/elementary.h"
#include "foundation/random/incomplete.h"
#include "functions/kernel/law.h"

namespace datagen::kernel {
namespace {

constexpr double kLogHalf = -0.69314718055994530942;

// Where a chance that rises with y has a given logarithm: from one half down to less than any
// uniform number has.
class EndTable {
 public:
  // `chance` and `density` give logarithms, of a law whose density is log-concave in y.
  template <typename Chance, typename Density>
  EndTable(Chance chance, Density density) {
    // Below the first root: there each step of Newton's method goes up and none goes too far.
    double y = 0;
    for (double step = 1; chance(y) > kLogHalf; step *= 2) y -= step;
    places_.reserve(kPlaces);
    slopes_.reserve(kPlaces);
    for (int k = 0; k < kPlaces; ++k) {
      const double wanted = kLogHalf - k * kStep;
      double slope = 0;
      for (int turn = 0; turn < kTurnsMax; ++turn) {
        const double reached = chance(y);
        slope = random::Exp(density(y) - reached);
        const double change = (wanted - reached) / slope;
        y += std::clamp(change, -kChangeMax, kChangeMax);
        if (std::abs(change) <= kEnough * (1 + std::abs(y))) break;
      }
      places_.push_back(y);
      slopes_.push_back(1 / slope);
    }
  }

  // Requires: log_chance <= log(1/2).
  [[nodiscard]] double At(double log_chance) const {
    const double place = std::min((kLogHalf - log_chance) / kStep, kPlaces - 1.001);
    const auto k = static_cast<size_t>(place);
    const double t = place - static_cast<double>(k);
    // Hermite's cubic; the chance falls from place to place.
    const double s = 1 - t;
    return places_[k] * (s * s * (1 + 2 * t)) + places_[k + 1] * (t * t * (1 + 2 * s)) -
           kStep * (slopes_[k] * (t * s * s) - slopes_[k + 1] * (t * t * s));
  }

 private:
  static constexpr double kStep = 1.0 / 32;
  static constexpr int kPlaces = 1180;  // to 2^-54
  static constexpr int kTurnsMax = 200;
  static constexpr double kChangeMax = 64;
  static constexpr double kEnough = 1e-13;

  std::vector<double> places_;
  std::vector<double> slopes_;
};

class GammaLaw : public InverseLaw {
 public:
  GammaLaw(double shape, double scale)
      : shape_(shape),
        scale_(scale),
        below_([shape](double y) { return random::LogGammaBelow(shape, y); },
               [shape](double y) { return random::LogGammaDensity(shape, y); }),
        above_([shape](double y) { return random::LogGammaAbove(shape, -y); },
               [shape](double y) { return random::LogGammaDensity(shape, -y); }) {}

  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) {
      const double u = values[i];
      const double y = u < 0.5 ? below_.At(random::Log(u)) : -above_.At(random::Log(1 - u));
      values[i] = scale_ * random::Exp(y);
    }
  }
  [[nodiscard]] double Below(double x) const override {
    if (x <= 0) return 0;
    return random::Exp(random::LogGammaBelow(shape_, random::Log(x / scale_)));
  }
  [[nodiscard]] std::optional<double> min() const override { return 0.0; }
  [[nodiscard]] std::optional<double> max() const override { return std::nullopt; }

 private:
  double shape_;
  double scale_;
  EndTable below_;
  EndTable above_;
};

class BetaLaw : public InverseLaw {
 public:
  BetaLaw(double alpha, double beta, double low, double high)
      : alpha_(alpha),
        beta_(beta),
        low_(low),
        high_(high),
        below_([=](double y) { return random::LogBetaBelow(alpha, beta, y); },
               [=](double y) { return random::LogBetaDensity(alpha, beta, y); }),
        above_([=](double y) { return random::LogBetaBelow(beta, alpha, y); },
               [=](double y) { return random::LogBetaDensity(beta, alpha, y); }) {}

  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) {
      const double u = values[i];
      const double y = u < 0.5 ? below_.At(random::Log(u)) : -above_.At(random::Log(1 - u));
      // Each from its nearer end, so that neither loses digits.
      values[i] = y < 0 ? low_ + (high_ - low_) / (1 + random::Exp(-y))
                        : high_ - (high_ - low_) / (1 + random::Exp(y));
    }
  }
  [[nodiscard]] double Below(double x) const override {
    if (x <= low_) return 0;
    if (x >= high_) return x > high_ || low_ < high_ ? 1 : 0;
    return random::Exp(random::LogBetaBelow(alpha_, beta_, random::Log((x - low_) / (high_ - x))));
  }
  [[nodiscard]] double UpTo(double x) const override { return x >= high_ ? 1 : Below(x); }
  [[nodiscard]] std::optional<double> min() const override { return low_; }
  [[nodiscard]] std::optional<double> max() const override { return high_; }

 private:
  double alpha_;
  double beta_;
  double low_;
  double high_;
  EndTable below_;
  EndTable above_;
};

}  // namespace

std::unique_ptr<Law> MakeGammaLaw(double shape, double scale) {
  return std::make_unique<GammaLaw>(shape, scale);
}

std::unique_ptr<Law> MakeBetaLaw(double alpha, double beta, double low, double high) {
  return std::make_unique<BetaLaw>(alpha, beta, low, high);
}

}  // namespace datagen::kernel
