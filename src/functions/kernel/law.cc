#include "functions/kernel/law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/spelling.h"
#include "foundation/random/elementary.h"
#include "functions/kernel/foreign_names.h"

namespace datagen::kernel {
namespace {

using base::Diagnostics;
using base::Json;

// Reads the numbers that a law is made of.
class ParamsReader {
 public:
  ParamsReader(const Json& params, std::string law, std::vector<std::string> names,
               Diagnostics* diagnostics)
      : params_(params), law_(std::move(law)), diagnostics_(diagnostics) {
    if (!params.is_object()) {
      Fail("wrong-json-type", params, fmt::format("'params' is {}", params.Excerpt()),
           {.expected = fmt::format("an object with {}", base::JoinNames(names))});
      return;
    }
    for (const base::JsonMember& member : params.members()) {
      if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
      diagnostics_->KeyError(
          "unknown-key", params, member, fmt::format("unknown key '{}' of {}", member.key, law_),
          {.expected = "one of " + base::JoinNames(names), .hint = HintForKey(member.key, names)});
      ok_ = false;
    }
  }

  double Number(const char* name, double least, double most) {
    const Json* value = params_.Find(name);
    if (value == nullptr) {
      Fail("missing-key", params_, fmt::format("{} needs '{}' in 'params'", law_, name),
           {.expected = fmt::format("a number from {} to {}", least, most)});
      return 0;
    }
    const auto number = value->AsDouble();
    if (!number || *number < least || *number > most) {
      Fail("value-out-of-range", *value,
           fmt::format("'{}' of {} is {}", name, law_, value->Excerpt()),
           {.expected = fmt::format("a number from {} to {}", least, most)});
      return 0;
    }
    return *number;
  }
  double NumberOr(const char* name, double otherwise, double least, double most) {
    return params_.Find(name) == nullptr ? otherwise : Number(name, least, most);
  }
  // Of two numbers that were read: the first is not to be less.
  void RequireOrder(const Json& params, const char* name, double value, const char* other_name,
                    double least) {
    if (!ok_ || value >= least) return;
    Fail("reversed-range", params,
         fmt::format("'{}' {} of {} is less than '{}' {}", name, value, law_, other_name, least),
         {.given = fmt::format("{}", value), .expected = fmt::format("{} or more", least)});
  }
  // The first of two names for the same number.
  double Number(const char* name, const char* other_name, double least, double most) {
    return Number(params_.Find(other_name) != nullptr ? other_name : name, least, most);
  }
  void Fail(base::DiagnosticCode code, const base::Place& where, std::string message,
            base::Details details = {}) {
    diagnostics_->Error(code, where, std::move(message), std::move(details));
    ok_ = false;
  }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  const Json& params_;
  std::string law_;
  Diagnostics* diagnostics_;
  bool ok_ = true;
};

constexpr double kNumberMax = 1e300;

class UniformLaw : public InverseLaw {
 public:
  UniformLaw(double low, double high) : low_(low), high_(high) {}
  void Quantile(double* values, int64_t count) const override {
    const double width = high_ - low_;
    for (int64_t i = 0; i < count; ++i) values[i] = low_ + values[i] * width;
  }
  [[nodiscard]] double Below(double x) const override {
    if (high_ <= low_) return x > low_ ? 1 : 0;
    return std::clamp((x - low_) / (high_ - low_), 0.0, 1.0);
  }
  [[nodiscard]] double UpTo(double x) const override {
    return high_ <= low_ && x >= low_ ? 1 : Below(x);
  }
  [[nodiscard]] std::optional<double> min() const override { return low_; }
  [[nodiscard]] std::optional<double> max() const override { return high_; }

 private:
  double low_;
  double high_;
};

class NormalLaw : public InverseLaw {
 public:
  NormalLaw(double mean, double deviation) : mean_(mean), deviation_(deviation) {}
  void Quantile(double* values, int64_t count) const override {
    random::NormalQuantiles(values, static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) values[i] = mean_ + deviation_ * values[i];
  }
  [[nodiscard]] double Below(double x) const override {
    if (deviation_ == 0) return x > mean_ ? 1 : 0;
    return random::NormalCdf((x - mean_) / deviation_);
  }
  [[nodiscard]] double UpTo(double x) const override {
    return deviation_ == 0 && x >= mean_ ? 1 : NormalLaw::Below(x);
  }
  [[nodiscard]] std::optional<double> min() const override { return std::nullopt; }
  [[nodiscard]] std::optional<double> max() const override { return std::nullopt; }

 private:
  double mean_;
  double deviation_;
};

class LognormalLaw : public NormalLaw {
 public:
  using NormalLaw::NormalLaw;
  void Quantile(double* values, int64_t count) const override {
    NormalLaw::Quantile(values, count);
    random::Exps(values, static_cast<size_t>(count));
  }
  [[nodiscard]] double Below(double x) const override {
    return x <= 0 ? 0 : NormalLaw::Below(random::Log(x));
  }
  [[nodiscard]] double UpTo(double x) const override {
    return x <= 0 ? 0 : NormalLaw::UpTo(random::Log(x));
  }
  [[nodiscard]] std::optional<double> min() const override { return 0.0; }
};

class ExponentialLaw : public InverseLaw {
 public:
  explicit ExponentialLaw(double mean) : mean_(mean) {}
  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) values[i] = 1.0 - values[i];
    random::Logs(values, static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) values[i] *= -mean_;
  }
  [[nodiscard]] double Below(double x) const override {
    return x <= 0 ? 0 : 1 - random::Exp(-x / mean_);
  }
  [[nodiscard]] std::optional<double> min() const override { return 0.0; }
  [[nodiscard]] std::optional<double> max() const override { return std::nullopt; }

 private:
  double mean_;
};

class TriangularLaw : public InverseLaw {
 public:
  TriangularLaw(double low, double mode, double high)
      : low_(low), mode_(mode), high_(high), turn_(Share(mode_ - low_)) {}
  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) {
      const double u = values[i];
      values[i] = u < turn_ ? low_ + std::sqrt(u * (high_ - low_) * (mode_ - low_))
                            : high_ - std::sqrt((1 - u) * (high_ - low_) * (high_ - mode_));
    }
  }
  [[nodiscard]] double Below(double x) const override {
    if (x <= low_) return 0;
    if (x >= high_) return x > high_ || low_ < high_ ? 1 : 0;
    if (x < mode_) return (x - low_) / (mode_ - low_) * Share(x - low_);
    return 1 - (high_ - x) / (high_ - mode_) * Share(high_ - x);
  }
  [[nodiscard]] double UpTo(double x) const override { return x >= high_ ? 1 : Below(x); }
  [[nodiscard]] std::optional<double> min() const override { return low_; }
  [[nodiscard]] std::optional<double> max() const override { return high_; }

 private:
  [[nodiscard]] double Share(double width) const {
    return high_ > low_ ? width / (high_ - low_) : 0;
  }

  double low_;
  double mode_;
  double high_;
  double turn_;  // the share below the mode
};

class PoissonLaw : public Law {
 public:
  explicit PoissonLaw(double lambda) : table_(MakePoissonTable(lambda)), alias_(table_.chances) {
    double sum = 0;
    for (const double chance : table_.chances) {
      sum += chance;
      cumulative_.push_back(sum);
    }
  }
  void Draw(const random::Stream& stream, RowIds rows, double* out) const override {
    rows.ForEach([&](int64_t i, int64_t row) {
      out[i] = static_cast<double>(table_.first + alias_.Pick(stream.Bits(row)));
    });
  }
  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) {
      const auto found = std::lower_bound(cumulative_.begin(), cumulative_.end() - 1, values[i]);
      values[i] = static_cast<double>(table_.first + (found - cumulative_.begin()));
    }
  }
  [[nodiscard]] double Below(double x) const override { return UpTo(std::ceil(x) - 1); }
  [[nodiscard]] double UpTo(double x) const override {
    const double place = std::floor(x) - static_cast<double>(table_.first);
    if (place < 0) return 0;
    if (place >= static_cast<double>(cumulative_.size())) return 1;
    return cumulative_[static_cast<size_t>(place)];
  }
  [[nodiscard]] std::optional<double> min() const override {
    return static_cast<double>(table_.first);
  }
  [[nodiscard]] std::optional<double> max() const override {
    return static_cast<double>(table_.first + static_cast<int64_t>(table_.chances.size()) - 1);
  }
  [[nodiscard]] bool whole() const override { return true; }

 private:
  PoissonTable table_;
  random::AliasTable alias_;
  std::vector<double> cumulative_;
};

}  // namespace

PoissonTable MakePoissonTable(double lambda) {
  // From the mode outwards by the ratio of neighbours; the scale cancels when normalised.
  const auto mode = static_cast<int64_t>(lambda);
  constexpr double kNegligible = 1e-19;
  std::vector<double> below;
  std::vector<double> above;
  double chance = 1.0;
  for (int64_t k = mode; k > 0 && chance > kNegligible; --k) {
    chance *= static_cast<double>(k) / lambda;
    below.push_back(chance);
  }
  chance = 1.0;
  for (int64_t k = mode + 1; chance > kNegligible; ++k) {
    chance *= lambda / static_cast<double>(k);
    above.push_back(chance);
  }
  PoissonTable table;
  table.first = mode - static_cast<int64_t>(below.size());
  table.chances.assign(below.rbegin(), below.rend());
  table.chances.push_back(1.0);
  table.chances.insert(table.chances.end(), above.begin(), above.end());
  double sum = 0;
  for (const double value : table.chances) sum += value;
  for (double& value : table.chances) value /= sum;
  return table;
}

namespace {

using LawPtr = std::unique_ptr<Law>;

LawPtr ReadUniform(ParamsReader* reader, const Json& params) {
  const double low = reader->Number("min", "low", -kNumberMax, kNumberMax);
  const double high = reader->Number("max", "high", -kNumberMax, kNumberMax);
  reader->RequireOrder(params, "max", high, "min", low);
  return reader->ok() ? std::make_unique<UniformLaw>(low, high) : nullptr;
}

LawPtr ReadNormal(ParamsReader* reader, const Json& /*params*/) {
  const double mean = reader->Number("mean", -kNumberMax, kNumberMax);
  const double sigma = reader->Number("sigma", "std", 0, kNumberMax);
  return reader->ok() ? std::make_unique<NormalLaw>(mean, sigma) : nullptr;
}

LawPtr ReadLognormal(ParamsReader* reader, const Json& /*params*/) {
  const double mean = reader->Number("mean", -kNumberMax, kNumberMax);
  const double sigma = reader->Number("sigma", 0, 100);
  return reader->ok() ? std::make_unique<LognormalLaw>(mean, sigma) : nullptr;
}

LawPtr ReadPoisson(ParamsReader* reader, const Json& /*params*/) {
  const double lambda = reader->Number("lambda", 1e-9, kPoissonLambdaMax);
  return reader->ok() ? std::make_unique<PoissonLaw>(lambda) : nullptr;
}

LawPtr ReadExponential(ParamsReader* reader, const Json& /*params*/) {
  const double mean = reader->Number("mean", 1e-300, kNumberMax);
  return reader->ok() ? std::make_unique<ExponentialLaw>(mean) : nullptr;
}

LawPtr ReadGamma(ParamsReader* reader, const Json& /*params*/) {
  const double shape = reader->Number("shape", kShapeMin, kShapeMax);
  const double scale = reader->Number("scale", 1e-300, kNumberMax);
  return reader->ok() ? MakeGammaLaw(shape, scale) : nullptr;
}

LawPtr ReadBeta(ParamsReader* reader, const Json& params) {
  const double alpha = reader->Number("alpha", kShapeMin, kShapeMax);
  const double beta = reader->Number("beta", kShapeMin, kShapeMax);
  const double low = reader->NumberOr("min", 0, -kNumberMax, kNumberMax);
  const double high = reader->NumberOr("max", 1, -kNumberMax, kNumberMax);
  reader->RequireOrder(params, "max", high, "min", low);
  return reader->ok() ? MakeBetaLaw(alpha, beta, low, high) : nullptr;
}

LawPtr ReadTriangular(ParamsReader* reader, const Json& params) {
  const double low = reader->Number("min", -kNumberMax, kNumberMax);
  const double mode = reader->Number("mode", -kNumberMax, kNumberMax);
  const double high = reader->Number("max", -kNumberMax, kNumberMax);
  reader->RequireOrder(params, "mode", mode, "min", low);
  reader->RequireOrder(params, "max", high, "mode", mode);
  return reader->ok() ? std::make_unique<TriangularLaw>(low, mode, high) : nullptr;
}

struct Family {
  const char* name;
  std::vector<std::string> params;
  LawPtr (*read)(ParamsReader* reader, const Json& params);
};

const std::vector<Family>& Families() {
  static const auto* families = new std::vector<Family>{
      {"normal", {"mean", "sigma", "std"}, ReadNormal},
      {"lognormal", {"mean", "sigma"}, ReadLognormal},
      {"uniform", {"min", "max", "low", "high"}, ReadUniform},
      {"poisson", {"lambda"}, ReadPoisson},
      {"exponential", {"mean"}, ReadExponential},
      {"gamma", {"shape", "scale"}, ReadGamma},
      {"beta", {"alpha", "beta", "min", "max"}, ReadBeta},
      {"triangular", {"min", "mode", "max"}, ReadTriangular},
  };
  return *families;
}

}  // namespace

std::vector<std::string> Law::Names() {
  std::vector<std::string> names;
  for (const Family& family : Families()) names.emplace_back(family.name);
  return names;
}

LawPtr Law::Read(const Json& type, const Json& params, Diagnostics* diagnostics) {
  const std::string name = type.is_string() ? type.text() : "";
  for (const Family& family : Families()) {
    if (name != family.name) continue;
    ParamsReader reader(params, name, family.params, diagnostics);
    return family.read(&reader, params);
  }
  diagnostics->Error("value-not-listed", type,
                     fmt::format("unknown distribution {}", type.Excerpt()),
                     {.expected = fmt::format("one of {}", base::JoinNames(Names())),
                      .hint = base::DidYouMean(name, Names())});
  return nullptr;
}

}  // namespace datagen::kernel
