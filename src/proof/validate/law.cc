#include "proof/validate/law.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "proof/validate/statistics.h"

namespace datagen::validate {
namespace {

constexpr int kNoiseParts = 2000;
constexpr int kMagnitudeParts = 400;

class Uniform : public Law {
 public:
  Uniform(double low, double high, double step) : low_(low), high_(high), step_(step) {}
  [[nodiscard]] double AtMost(double x) const override {
    if (step_ > 0) {
      const double count = std::round((high_ - low_) / step_) + 1;
      return std::clamp((std::floor((x - low_) / step_ + 1e-6) + 1) / count, 0.0, 1.0);
    }
    if (high_ <= low_) return x < low_ ? 0 : 1;
    return std::clamp((x - low_) / (high_ - low_), 0.0, 1.0);
  }
  [[nodiscard]] double Near(double p) const override { return low_ + (high_ - low_) * p; }

 private:
  double low_;
  double high_;
  double step_;
};

class Normal : public Law {
 public:
  Normal(double mean, double sigma) : mean_(mean), sigma_(sigma) {}
  [[nodiscard]] double AtMost(double x) const override {
    if (sigma_ <= 0) return x < mean_ ? 0 : 1;
    return NormalCdf((x - mean_) / sigma_);
  }
  [[nodiscard]] double Near(double p) const override { return mean_ + sigma_ * NormalQuantile(p); }

 private:
  double mean_;
  double sigma_;
};

class Lognormal : public Law {
 public:
  Lognormal(double mean, double sigma) : logarithm_(mean, sigma) {}
  [[nodiscard]] double AtMost(double x) const override {
    return x <= 0 ? 0 : logarithm_.AtMost(std::log(x));
  }
  [[nodiscard]] double Near(double p) const override { return std::exp(logarithm_.Near(p)); }

 private:
  Normal logarithm_;
};

class Exponential : public Law {
 public:
  explicit Exponential(double mean) : mean_(mean) {}
  [[nodiscard]] double AtMost(double x) const override {
    return x <= 0 ? 0 : -std::expm1(-x / mean_);
  }
  [[nodiscard]] double Near(double p) const override { return -mean_ * std::log1p(-p); }

 private:
  double mean_;
};

class Poisson : public Law {
 public:
  explicit Poisson(double mean) : mean_(mean) {}
  [[nodiscard]] double AtMost(double x) const override {
    return PoissonCdf(std::floor(x + 1e-9), mean_);
  }
  [[nodiscard]] double Near(double p) const override {
    return std::max(0.0, std::round(mean_ + std::sqrt(mean_) * NormalQuantile(p)));
  }

 private:
  double mean_;
};

class Gamma : public Law {
 public:
  Gamma(double shape, double scale) : shape_(shape), scale_(scale) {}
  [[nodiscard]] double AtMost(double x) const override {
    return x <= 0 ? 0 : boost::math::gamma_p(shape_, x / scale_);
  }
  [[nodiscard]] double Near(double p) const override {
    return scale_ * boost::math::gamma_p_inv(shape_, p);
  }

 private:
  double shape_;
  double scale_;
};

class Beta : public Law {
 public:
  Beta(double alpha, double beta, double low, double high)
      : alpha_(alpha), beta_(beta), low_(low), high_(high) {}
  [[nodiscard]] double AtMost(double x) const override {
    if (x < low_ || x >= high_) return x < low_ ? 0 : 1;
    return boost::math::ibeta(alpha_, beta_, (x - low_) / (high_ - low_));
  }
  [[nodiscard]] double Near(double p) const override {
    return low_ + (high_ - low_) * boost::math::ibeta_inv(alpha_, beta_, p);
  }

 private:
  double alpha_;
  double beta_;
  double low_;
  double high_;
};

class Triangular : public Law {
 public:
  explicit Triangular(const claims::TriangularLaw& law) : law_(law) {}
  [[nodiscard]] double AtMost(double x) const override {
    const double width = law_.high - law_.low;
    if (x < law_.low || x >= law_.high) return x < law_.low ? 0 : 1;
    const double from_low = x - law_.low;
    const double to_high = law_.high - x;
    return x < law_.mode ? from_low * from_low / (width * (law_.mode - law_.low))
                         : 1 - to_high * to_high / (width * (law_.high - law_.mode));
  }
  [[nodiscard]] double Near(double p) const override {
    const double width = law_.high - law_.low;
    const double turn = width > 0 ? (law_.mode - law_.low) / width : 0;
    return p < turn ? law_.low + std::sqrt(p * width * (law_.mode - law_.low))
                    : law_.high - std::sqrt((1 - p) * width * (law_.high - law_.mode));
  }

 private:
  claims::TriangularLaw law_;
};

// What is left of a law between limits.
class Truncated : public Law {
 public:
  // Of a law on a lattice the low limit itself is one of the values that are left.
  Truncated(LawPtr inner, const claims::Limits& limits, double step)
      : inner_(std::move(inner)),
        limits_(limits),
        below_(inner_->AtMost(limits.low - step / 2)),
        share_(inner_->AtMost(limits.high) - below_) {}
  [[nodiscard]] double AtMost(double x) const override {
    if (x < limits_.low || x >= limits_.high) return x < limits_.low ? 0 : 1;
    return std::clamp((inner_->AtMost(x) - below_) / share_, 0.0, 1.0);
  }
  [[nodiscard]] double Near(double p) const override {
    return std::clamp(inner_->Near(below_ + p * share_), limits_.low, limits_.high);
  }

 private:
  LawPtr inner_;
  claims::Limits limits_;
  double below_;
  double share_;
};

// Values spread evenly inside each piece.
class Pieces : public Law {
 public:
  using Piece = claims::PiecewiseLaw::Piece;
  explicit Pieces(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
    double sum = 0;
    for (const Piece& piece : pieces_) sum += piece.weight;
    for (Piece& piece : pieces_) piece.weight /= sum;
  }
  [[nodiscard]] double AtMost(double x) const override {
    double below = 0;
    for (const Piece& piece : pieces_) {
      below += piece.weight * Uniform(piece.low, piece.high, 0).AtMost(x);
    }
    return std::min(1.0, below);
  }
  [[nodiscard]] double Near(double p) const override {
    for (const Piece& piece : pieces_) {
      if (p <= piece.weight) return piece.low + (piece.high - piece.low) * p / piece.weight;
      p -= piece.weight;
    }
    return pieces_.back().high;
  }

 private:
  std::vector<Piece> pieces_;
};

class Clamped : public Law {
 public:
  Clamped(LawPtr inner, double low, double high)
      : inner_(std::move(inner)), low_(low), high_(high) {}
  [[nodiscard]] double AtMost(double x) const override {
    return x < low_ ? 0 : x >= high_ ? 1 : inner_->AtMost(x);
  }
  [[nodiscard]] double Near(double p) const override {
    return std::clamp(inner_->Near(p), low_, high_);
  }

 private:
  LawPtr inner_;
  double low_;
  double high_;
};

// factor * X + offset, factor > 0.
class Linear : public Law {
 public:
  Linear(LawPtr inner, double factor, double offset)
      : inner_(std::move(inner)), factor_(factor), offset_(offset) {}
  [[nodiscard]] double AtMost(double x) const override {
    return inner_->AtMost((x - offset_) / factor_);
  }
  [[nodiscard]] double Near(double p) const override { return factor_ * inner_->Near(p) + offset_; }

 private:
  LawPtr inner_;
  double factor_;
  double offset_;
};

// X + noise, or X * (1 + noise), with normal noise.
class Jittered : public Law {
 public:
  Jittered(LawPtr inner, double deviation, bool multiplies)
      : inner_(std::move(inner)), multiplies_(multiplies) {
    for (int k = 0; k < kNoiseParts; ++k) {
      noise_.push_back(deviation * NormalQuantile((k + 0.5) / kNoiseParts));
    }
  }
  [[nodiscard]] double AtMost(double x) const override {
    double sum = 0;
    for (const double noise : noise_) {
      if (!multiplies_) {
        sum += inner_->AtMost(x - noise);
      } else if (1 + noise > 0) {
        sum += inner_->AtMost(x / (1 + noise));
      } else if (1 + noise < 0) {  // the sign turns: P(X >= x / f)
        sum += 1 - inner_->AtMost(std::nextafter(x / (1 + noise), -1e308));
      } else {
        sum += x >= 0 ? 1 : 0;
      }
    }
    return sum / kNoiseParts;
  }
  [[nodiscard]] double Near(double p) const override { return inner_->Near(p); }

 private:
  LawPtr inner_;
  bool multiplies_;
  std::vector<double> noise_;
};

// A share of the values is multiplied (or divided) by a magnitude.
class WithOutliers : public Law {
 public:
  WithOutliers(LawPtr clean, LawPtr hit_base, const Law& magnitude, double rate, bool divides)
      : clean_(std::move(clean)), base_(std::move(hit_base)), rate_(rate) {
    for (int k = 0; k < kMagnitudeParts; ++k) {
      const double factor = magnitude.Near((k + 0.5) / kMagnitudeParts);
      factors_.push_back(divides ? 1 / factor : factor);
    }
  }
  [[nodiscard]] double AtMost(double x) const override {
    double hit = 0;
    for (const double factor : factors_) hit += base_->AtMost(x / factor);
    return (1 - rate_) * clean_->AtMost(x) + rate_ * hit / kMagnitudeParts;
  }
  [[nodiscard]] double Near(double p) const override { return clean_->Near(p); }

 private:
  LawPtr clean_;
  LawPtr base_;
  double rate_;
  std::vector<double> factors_;
};

// X rounded to the nearest multiple of a step.
class Rounded : public Law {
 public:
  Rounded(LawPtr inner, double step) : inner_(std::move(inner)), step_(step) {}
  [[nodiscard]] double AtMost(double x) const override {
    return inner_->AtMost((std::floor(x / step_ + 1e-6) + 0.5) * step_);
  }
  [[nodiscard]] double Near(double p) const override {
    return std::round(inner_->Near(p) / step_) * step_;
  }

 private:
  LawPtr inner_;
  double step_;
};

// How each family of claims is computed here.
struct FamilyMaker {
  double step;

  LawPtr operator()(const claims::UniformLaw& law) const {
    return std::make_shared<Uniform>(law.low, law.high, step);
  }
  LawPtr operator()(const claims::NormalLaw& law) const {
    return std::make_shared<Normal>(law.mean, law.deviation);
  }
  LawPtr operator()(const claims::LognormalLaw& law) const {
    return std::make_shared<Lognormal>(law.mean, law.deviation);
  }
  LawPtr operator()(const claims::PoissonLaw& law) const {
    return std::make_shared<Poisson>(law.mean);
  }
  LawPtr operator()(const claims::ExponentialLaw& law) const {
    return std::make_shared<Exponential>(law.mean);
  }
  LawPtr operator()(const claims::GammaLaw& law) const {
    return std::make_shared<Gamma>(law.shape, law.scale);
  }
  LawPtr operator()(const claims::BetaLaw& law) const {
    return std::make_shared<Beta>(law.alpha, law.beta, law.low, law.high);
  }
  LawPtr operator()(const claims::TriangularLaw& law) const {
    return std::make_shared<Triangular>(law);
  }
  LawPtr operator()(const claims::PiecewiseLaw& law) const {
    return law.pieces.empty() ? nullptr : std::make_shared<Pieces>(law.pieces);
  }
};

}  // namespace

LawPtr MakeLaw(const claims::NumberLaw& law, double step) {
  return std::visit(FamilyMaker{step}, law);
}

LawPtr Truncate(LawPtr law, const claims::Limits& limits, double step) {
  return std::make_shared<Truncated>(std::move(law), limits, step);
}

LawPtr Clamp(LawPtr law, const claims::Limits& limits) {
  return std::make_shared<Clamped>(std::move(law), limits.low, limits.high);
}

LawPtr Transform(LawPtr law, const claims::Linear& change) {
  return std::make_shared<Linear>(std::move(law), change.factor, change.offset);
}

LawPtr AddNoise(LawPtr law, const claims::Noise& noise) {
  return std::make_shared<Jittered>(std::move(law), noise.deviation, noise.multiplies);
}

LawPtr AddOutliers(LawPtr clean, LawPtr hit_base, const Law& magnitude, double rate, bool divides) {
  return std::make_shared<WithOutliers>(std::move(clean), std::move(hit_base), magnitude, rate,
                                        divides);
}

LawPtr Round(LawPtr law, double step) { return std::make_shared<Rounded>(std::move(law), step); }

}  // namespace datagen::validate
