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

// Laws whose quantile function is cheap enough to draw with.
class InverseLaw : public Law {
 public:
  void Draw(const random::Stream& stream, RowIds rows, double* out) const override {
    rows.ForEach([&](int64_t i, int64_t row) { out[i] = random::ToOpenUnit(stream.Bits(row)); });
    Quantile(out, rows.count);
  }
};

class UniformLaw : public InverseLaw {
 public:
  UniformLaw(double low, double high) : low_(low), high_(high) {}
  void Quantile(double* values, int64_t count) const override {
    const double width = high_ - low_;
    for (int64_t i = 0; i < count; ++i) values[i] = low_ + values[i] * width;
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
    for (int64_t i = 0; i < count; ++i) values[i] = random::Exp(values[i]);
  }
  [[nodiscard]] std::optional<double> min() const override { return 0.0; }
};

class ExponentialLaw : public InverseLaw {
 public:
  explicit ExponentialLaw(double mean) : mean_(mean) {}
  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) values[i] = -mean_ * random::Log(1.0 - values[i]);
  }
  [[nodiscard]] std::optional<double> min() const override { return 0.0; }
  [[nodiscard]] std::optional<double> max() const override { return std::nullopt; }

 private:
  double mean_;
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

std::vector<std::string> Law::Names() {
  return {"normal", "lognormal", "uniform", "poisson", "exponential"};
}

std::unique_ptr<Law> Law::Read(const Json& type, const Json& params, Diagnostics* diagnostics) {
  const std::string name = type.is_string() ? type.text() : "";
  const auto finish = [](const ParamsReader& reader, auto make) -> std::unique_ptr<Law> {
    return reader.ok() ? make() : nullptr;
  };
  if (name == "uniform") {
    ParamsReader reader(params, name, {"min", "max", "low", "high"}, diagnostics);
    const double low = reader.Number("min", "low", -kNumberMax, kNumberMax);
    const double high = reader.Number("max", "high", -kNumberMax, kNumberMax);
    if (reader.ok() && high < low) {
      reader.Fail("reversed-range", params,
                  fmt::format("'max' {} of uniform is less than 'min' {}", high, low),
                  {.given = fmt::format("{}", high), .expected = fmt::format("{} or more", low)});
    }
    return finish(reader, [&] { return std::make_unique<UniformLaw>(low, high); });
  }
  if (name == "normal" || name == "lognormal") {
    std::vector<std::string> names = {"mean", "sigma"};
    if (name == "normal") names.emplace_back("std");
    ParamsReader reader(params, name, names, diagnostics);
    const double mean = reader.Number("mean", -kNumberMax, kNumberMax);
    const double sigma = name == "normal" ? reader.Number("sigma", "std", 0, kNumberMax)
                                          : reader.Number("sigma", 0, 100);
    return finish(reader, [&]() -> std::unique_ptr<Law> {
      if (name == "normal") return std::make_unique<NormalLaw>(mean, sigma);
      return std::make_unique<LognormalLaw>(mean, sigma);
    });
  }
  if (name == "poisson") {
    ParamsReader reader(params, name, {"lambda"}, diagnostics);
    const double lambda = reader.Number("lambda", 1e-9, kPoissonLambdaMax);
    return finish(reader, [&] { return std::make_unique<PoissonLaw>(lambda); });
  }
  if (name == "exponential") {
    ParamsReader reader(params, name, {"mean"}, diagnostics);
    const double mean = reader.Number("mean", 1e-300, kNumberMax);
    return finish(reader, [&] { return std::make_unique<ExponentialLaw>(mean); });
  }
  diagnostics->Error("value-not-listed", type,
                     fmt::format("unknown distribution {}", type.Excerpt()),
                     {.expected = fmt::format("one of {}", base::JoinNames(Names())),
                      .hint = base::DidYouMean(name, Names())});
  return nullptr;
}

}  // namespace datagen::kernel
