#include "proof/validate/law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "proof/validate/statistics.h"

namespace datagen::validate {
namespace {

using base::Json;
using kernel::TypeKind;

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

// Values spread evenly inside each piece.
class Pieces : public Law {
 public:
  struct Piece {
    double low;
    double high;
    double share;
  };
  explicit Pieces(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
    double sum = 0;
    for (const Piece& piece : pieces_) sum += piece.share;
    for (Piece& piece : pieces_) piece.share /= sum;
  }
  [[nodiscard]] double AtMost(double x) const override {
    double below = 0;
    for (const Piece& piece : pieces_) {
      below += piece.share * Uniform(piece.low, piece.high, 0).AtMost(x);
    }
    return std::min(1.0, below);
  }
  [[nodiscard]] double Near(double p) const override {
    for (const Piece& piece : pieces_) {
      if (p <= piece.share) return piece.low + (piece.high - piece.low) * p / piece.share;
      p -= piece.share;
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

double NumberOf(const Json& object, const char* name, const char* other, double otherwise) {
  const Json* found = object.Find(name);
  if (found == nullptr && other != nullptr) found = object.Find(other);
  return found == nullptr ? otherwise : found->AsDouble().value_or(otherwise);
}

double StepOf(const kernel::ValueType& type) {
  if (type.kind == TypeKind::kInt) return 1;
  if (type.kind == TypeKind::kDecimal) return std::pow(10.0, -type.scale);
  return 0;
}

bool IsMultiple(double value, double step) {
  const double steps = value / step;
  return std::abs(steps - std::round(steps)) < 1e-6;
}

LawPtr ReadEmpirical(const Json& arguments) {
  std::vector<Pieces::Piece> pieces;
  if (const Json* bins = arguments.Find("bins")) {
    for (const Json& bin : bins->items()) {
      pieces.push_back(
          {*bin.items()[0].AsDouble(), *bin.items()[1].AsDouble(), *bin.items()[2].AsDouble()});
    }
  } else if (const Json* list = arguments.Find("quantiles")) {
    for (size_t k = 0; k + 1 < list->items().size(); ++k) {
      pieces.push_back({*list->items()[k].AsDouble(), *list->items()[k + 1].AsDouble(), 1});
    }
  }
  return pieces.empty() ? nullptr : std::make_shared<Pieces>(std::move(pieces));
}

// Puts a modifier on top of the law; false when its effect on the law is not known.
bool Apply(const spec::Call<kernel::ModifierInfo>& call,
           const std::optional<std::pair<double, double>>& clamp, ColumnLaw* out) {
  const std::string& id = call.function->id;
  const Json& arguments = *call.arguments;
  const auto on_both = [&](const auto& wrap) {
    const bool same = out->law == out->clean;
    out->clean = wrap(out->clean);
    out->law = same ? out->clean : wrap(out->law);
  };
  if (id == "clamp") {
    const double low = NumberOf(arguments, "min", nullptr, -1e308);
    const double high = NumberOf(arguments, "max", nullptr, 1e308);
    on_both([&](const LawPtr& law) { return std::make_shared<Clamped>(law, low, high); });
    return true;
  }
  if (id == "add" || id == "multiply") {
    const Json* by = arguments.Find("by");
    if (by == nullptr || !by->is_number()) return false;  // another column
    const double number = *by->AsDouble();
    const bool adds = id == "add";
    if (!adds && number <= 0) return false;
    on_both([&](const LawPtr& law) {
      return std::make_shared<Linear>(law, adds ? 1 : number, adds ? number : 0);
    });
    return true;
  }
  if (id == "jitter") {
    const double deviation = NumberOf(arguments, "std", nullptr, 0);
    const Json* mode = arguments.Find("mode");
    const bool multiplies = mode != nullptr && mode->text() == "mul";
    on_both(
        [&](const LawPtr& law) { return std::make_shared<Jittered>(law, deviation, multiplies); });
    return true;
  }
  if (id == "outliers" && out->outlier_rate == 0) {
    const Json& magnitude = *arguments.Find("magnitude_dist");
    const LawPtr law = ReadLaw(magnitude.Find("type")->text(), *magnitude.Find("params"));
    if (law == nullptr || law->AtMost(0) > 0) return false;
    out->outlier_rate = NumberOf(arguments, "rate", nullptr, 0);
    const std::string& mode = arguments.Find("mode")->text();
    out->drops = mode == "drop";
    out->bursts = mode == "burst";
    const Json* exceed = arguments.Find("allow_exceed");
    const bool may_exceed = exceed != nullptr && exceed->is_bool() && exceed->boolean();
    LawPtr clean = out->clean;
    if (clamp && may_exceed) {  // the clamp comes again, but spares hit rows
      clean = std::make_shared<Clamped>(clean, clamp->first, clamp->second);
    }
    out->law =
        std::make_shared<WithOutliers>(clean, out->clean, *law, out->outlier_rate, out->drops);
    if (clamp && !may_exceed) {
      out->law = std::make_shared<Clamped>(out->law, clamp->first, clamp->second);
    }
    return true;
  }
  return false;
}

}  // namespace

LawPtr ReadLaw(const std::string& type, const Json& params, double step) {
  if (type == "uniform") {
    return std::make_shared<Uniform>(NumberOf(params, "min", "low", 0),
                                     NumberOf(params, "max", "high", 1), step);
  }
  const double sigma = NumberOf(params, "sigma", "std", 1);
  if (type == "normal") return std::make_shared<Normal>(NumberOf(params, "mean", "mu", 0), sigma);
  if (type == "lognormal") {
    return std::make_shared<Lognormal>(NumberOf(params, "mean", "mu", 0), sigma);
  }
  if (type == "poisson") return std::make_shared<Poisson>(NumberOf(params, "lambda", nullptr, 1));
  if (type == "exponential") {
    return std::make_shared<Exponential>(NumberOf(params, "mean", nullptr, 1));
  }
  return nullptr;
}

ColumnLaw LawOfColumn(const spec::Column& column) {
  ColumnLaw made;
  const auto no = [&](std::string why) {
    made.law = nullptr;
    made.why = std::move(why);
    return made;
  };
  if (!column.generator || !column.type.is_numeric()) return no("it is no column of numbers");
  const Json& arguments = *column.generator->arguments;
  const std::string& id = column.generator->function->id;
  const double step = StepOf(column.type);
  std::optional<std::pair<double, double>> clamp;
  if (id == "distribution") {
    const std::string& type = arguments.Find("type")->text();
    const Json& params = *arguments.Find("params");
    // Between limits that are steps themselves, steps are drawn; else numbers, which are rounded.
    const bool on_steps = step > 0 && IsMultiple(NumberOf(params, "min", "low", 0), step) &&
                          IsMultiple(NumberOf(params, "max", "high", 1), step);
    made.clean = ReadLaw(type, params, on_steps ? step : 0);
    if (const Json* limits = arguments.Find("clamp")) {
      clamp = {*limits->items()[0].AsDouble(), *limits->items()[1].AsDouble()};
    }
    if (type == "uniform") {
      made.support = {NumberOf(*arguments.Find("params"), "min", "low", 0),
                      NumberOf(*arguments.Find("params"), "max", "high", 1)};
      made.bounded = true;
    } else if (type != "normal") {
      made.support = {0, 1e308};
      made.bounded = true;
    }
  } else if (id == "empirical") {
    made.clean = ReadEmpirical(arguments);
    if (made.clean != nullptr) {
      made.support = {made.clean->Near(1e-12), made.clean->Near(1 - 1e-12)};
    }
  }
  if (made.clean == nullptr) return no("its law is not known");
  if (clamp) {
    made.clean = std::make_shared<Clamped>(made.clean, clamp->first, clamp->second);
    made.support = {std::max(made.support.first, clamp->first),
                    std::min(made.support.second, clamp->second)};
    made.bounded = true;
  }
  made.law = made.clean;
  if (!column.modifiers.empty()) {
    // What lies where every value must lie is known again when a clamp comes last.
    const bool spared =
        std::any_of(column.modifiers.begin(), column.modifiers.end(), [](const auto& call) {
          const Json* exceed = call.arguments->Find("allow_exceed");
          return exceed != nullptr && exceed->is_bool() && exceed->boolean();
        });
    made.bounded = clamp && !spared;
    if (clamp) made.support = *clamp;
    const auto& last = column.modifiers.back();
    if (last.function->id == "clamp" && !spared) {
      const double low = NumberOf(*last.arguments, "min", nullptr, -1e308);
      const double high = NumberOf(*last.arguments, "max", nullptr, 1e308);
      made.support = made.bounded ? std::pair{std::clamp(low, clamp->first, clamp->second),
                                              std::clamp(high, clamp->first, clamp->second)}
                                  : std::pair{low, high};
      made.bounded = true;
    }
  }
  for (const auto& call : column.modifiers) {
    if (!Apply(call, clamp, &made)) {
      return no(fmt::format("the modifier '{}' changes its law row by row", call.function->id));
    }
  }
  if (clamp && made.outlier_rate == 0) {
    made.clean = std::make_shared<Clamped>(made.clean, clamp->first, clamp->second);
    made.law = made.clean;
  } else if (clamp) {
    made.clean = std::make_shared<Clamped>(made.clean, clamp->first, clamp->second);
  }
  if (step > 0) {
    made.law = std::make_shared<Rounded>(made.law, step);
    made.clean = std::make_shared<Rounded>(made.clean, step);
  }
  return made;
}

std::vector<double> CutPoints(const Law& law, const spec::Column& column, int parts) {
  const double step = StepOf(column.type);
  std::vector<double> cuts;
  for (int k = 1; k < parts; ++k) {
    double cut = law.Near(static_cast<double>(k) / parts);
    // Between two steps, so that no rounding decides on which side a value lies.
    if (step > 0) cut = (std::round(cut / step) + 0.5) * step;
    if (column.type.kind == TypeKind::kFloat && column.type.bits == 32) {
      cut = static_cast<double>(static_cast<float>(cut));
    }
    if (cuts.empty() || cut > cuts.back()) cuts.push_back(cut);
  }
  return cuts;
}

CountLaw LawOfFanout(const Json& fanout) {
  const std::string& type = fanout.Find("distribution")->text();
  CountLaw law;
  constexpr int64_t kCountMax = int64_t{1} << 20;
  const auto least = static_cast<int64_t>(NumberOf(fanout, "min", nullptr, 0));
  const auto most = static_cast<int64_t>(NumberOf(fanout, "max", nullptr, kCountMax));
  const auto fill = [&](const Law& counts, double mean, double deviation) {
    constexpr double kReach = 10;
    law.first = std::max<int64_t>(0, static_cast<int64_t>(mean - kReach * deviation) - 10);
    const auto last = static_cast<int64_t>(mean + kReach * deviation) + 30;
    for (int64_t k = law.first; k <= last; ++k) {
      const double low = k == law.first ? 0 : counts.AtMost(static_cast<double>(k) - 0.5);
      law.chances.push_back(std::max(0.0, counts.AtMost(static_cast<double>(k) + 0.5) - low));
    }
  };
  if (type == "poisson") {
    const double mean = NumberOf(fanout, "lambda", nullptr, 1);
    fill(Poisson(mean), mean, std::sqrt(mean));
  } else if (type == "normal") {
    const double mean = NumberOf(fanout, "mean", nullptr, 1);
    const double sigma = NumberOf(fanout, "sigma", nullptr, 1);
    fill(Normal(mean, sigma), mean, sigma);
  } else if (type == "uniform") {
    law.first = least;
    law.chances.assign(static_cast<size_t>(most - least + 1), 1);
  } else if (type == "fixed") {
    law.first = static_cast<int64_t>(NumberOf(fanout, "count", nullptr, 1));
    law.chances = {1};
  } else if (type == "geometric") {
    const double p = 1 / (1 + NumberOf(fanout, "mean", nullptr, 1));
    constexpr double kNegligible = 1e-15;
    for (double chance = p; chance > kNegligible * p; chance *= 1 - p) {
      law.chances.push_back(chance);
    }
  } else if (type == "zipf") {
    law.first = static_cast<int64_t>(NumberOf(fanout, "min", nullptr, 1));
    const double alpha = NumberOf(fanout, "alpha", nullptr, 1);
    for (int64_t k = law.first; k <= most; ++k) {
      law.chances.push_back(std::pow(static_cast<double>(k - law.first + 1), -alpha));
    }
  } else if (type == "empirical") {
    law.first = static_cast<int64_t>(NumberOf(fanout, "first", nullptr, 0));
    for (const Json& weight : fanout.Find("weights")->items()) {
      law.chances.push_back(weight.AsDouble().value_or(0));
    }
  } else {
    return law;
  }
  int64_t low = least;
  int64_t high = most;
  if (const Json* clamp = fanout.Find("clamp")) {
    low = std::max(low, clamp->items()[0].AsInt64().value_or(low));
    high = std::min(high, clamp->items()[1].AsInt64().value_or(high));
  }
  double sum = 0;
  for (const double chance : law.chances) sum += chance;
  CountLaw limited;
  const auto count = static_cast<int64_t>(law.chances.size());
  limited.first = std::clamp(law.first, low, high);
  const int64_t last = std::clamp(law.first + count - 1, low, high);
  limited.chances.assign(static_cast<size_t>(last - limited.first + 1), 0);
  for (int64_t k = 0; k < count; ++k) {
    const int64_t at = std::clamp(law.first + k, low, high) - limited.first;
    limited.chances[static_cast<size_t>(at)] += law.chances[static_cast<size_t>(k)] / sum;
  }
  return limited;
}

std::vector<double> RankWeights(const std::string& rule, int64_t count) {
  std::vector<double> weights;
  const auto add = [&](int64_t ranks, double alpha, double mass) {
    const size_t first = weights.size();
    double sum = 0;
    for (int64_t rank = 1; rank <= ranks; ++rank) {
      weights.push_back(std::pow(static_cast<double>(rank), -alpha));
      sum += weights.back();
    }
    for (size_t i = first; i < weights.size(); ++i) weights[i] *= mass / sum;
  };
  double share = 0;
  double alpha = 0;
  if (rule.empty() || rule == "uniform") {
    add(count, 0, 1);
  } else if (std::sscanf(rule.c_str(), "zipf@%lf", &alpha) == 1) {
    add(count, alpha, 1);
  } else if (std::sscanf(rule.c_str(), "head_tail@{%lf,%lf}", &share, &alpha) == 2) {
    const int64_t head = (count + 4) / 5;
    const bool tail = count > head;
    add(head, 0, tail ? share : 1);
    if (tail) add(count - head, alpha, 1 - share);
  }
  return weights;
}

}  // namespace datagen::validate
