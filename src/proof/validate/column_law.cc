#include "proof/validate/column_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace datagen::validate {
namespace {

using claims::Limits;
using kernel::TypeKind;

double StepOf(const kernel::ValueType& type) {
  if (type.kind == TypeKind::kInt) return 1;
  if (type.kind == TypeKind::kDecimal) return std::pow(10.0, -type.scale);
  return 0;
}

bool IsMultiple(double value, double step) {
  const double steps = value / step;
  return std::abs(steps - std::round(steps)) < 1e-6;
}

// The steps between the limits.
Limits Inside(const Limits& limits, double step) {
  if (step == 0) return limits;
  constexpr double kRounding = 1e-6;  // of a step
  return {std::ceil(limits.low / step - kRounding) * step,
          std::floor(limits.high / step + kRounding) * step};
}

// Between limits that are steps themselves, steps are drawn; else numbers, which are rounded.
double DrawnStep(const claims::NumberLaw& law, double step) {
  const auto* uniform = std::get_if<claims::UniformLaw>(&law);
  if (uniform == nullptr || step == 0) return 0;
  return IsMultiple(uniform->low, step) && IsMultiple(uniform->high, step) ? step : 0;
}

// Where the values of a law lie; nullopt when its ends prove nothing.
struct SupportOf {
  std::optional<Limits> operator()(const claims::UniformLaw& law) const {
    return Limits{law.low, law.high};
  }
  std::optional<Limits> operator()(const claims::BetaLaw& law) const {
    return Limits{law.low, law.high};
  }
  std::optional<Limits> operator()(const claims::TriangularLaw& law) const {
    return Limits{law.low, law.high};
  }
  std::optional<Limits> operator()(const claims::NormalLaw& /*law*/) const { return std::nullopt; }
  std::optional<Limits> operator()(const claims::PiecewiseLaw& /*law*/) const {
    return std::nullopt;
  }
  template <typename Positive>
  std::optional<Limits> operator()(const Positive& /*law*/) const {
    return Limits{0, 1e308};
  }
};

// Puts a modifier on top of the law; false when its effect on the law is not known.
class Changer {
 public:
  Changer(const Limits* limits, ColumnLaw* out) : limits_(limits), out_(out) {}

  bool operator()(const claims::RowByRow& /*change*/) { return false; }
  bool operator()(const claims::Season& /*change*/) { return false; }
  bool operator()(const claims::TimeNoise& /*change*/) { return false; }
  bool operator()(const claims::Clamped& change) {
    return OnBoth([&](const LawPtr& law) { return Clamp(law, change.limits); });
  }
  bool operator()(const claims::Linear& change) {
    if (change.factor <= 0) return false;
    return OnBoth([&](const LawPtr& law) { return Transform(law, change); });
  }
  bool operator()(const claims::Noise& change) {
    return OnBoth([&](const LawPtr& law) { return AddNoise(law, change); });
  }
  bool operator()(const claims::Outliers& change) {
    if (out_->outlier_rate != 0 || !change.magnitude) return false;
    const LawPtr magnitude = MakeLaw(*change.magnitude);
    if (magnitude == nullptr || magnitude->AtMost(0) > 0) return false;
    out_->outlier_rate = change.rate;
    out_->drops = change.mode == claims::Outliers::Mode::kDrop;
    out_->bursts = change.mode == claims::Outliers::Mode::kBurst;
    LawPtr clean = out_->clean;
    // The limits come again, but spare hit rows.
    if (limits_ != nullptr && change.may_exceed) clean = Clamp(clean, *limits_);
    out_->law = AddOutliers(clean, out_->clean, *magnitude, change.rate, out_->drops);
    if (limits_ != nullptr && !change.may_exceed) out_->law = Clamp(out_->law, *limits_);
    return true;
  }

 private:
  template <typename Wrap>
  bool OnBoth(const Wrap& wrap) {
    const bool same = out_->law == out_->clean;
    out_->clean = wrap(out_->clean);
    out_->law = same ? out_->clean : wrap(out_->law);
    return true;
  }

  const Limits* limits_;
  ColumnLaw* out_;
};

// Where every value lies after the modifiers. The generator's limits hold again after them, where
// no outlier may exceed them; a clamp that comes last holds too.
void SetSupport(const claims::NumberLaw* law, const Limits* limits,
                const std::vector<claims::Change>& changes, ColumnLaw* out) {
  const bool spared = std::any_of(changes.begin(), changes.end(), [](const claims::Change& change) {
    const auto* outliers = std::get_if<claims::Outliers>(&change.what);
    return outliers != nullptr && outliers->may_exceed;
  });
  if (changes.empty()) {
    const auto support = law == nullptr ? std::nullopt : std::visit(SupportOf{}, *law);
    out->bounded = support.has_value() || limits != nullptr;
    out->support = support.value_or(out->support);
    if (limits != nullptr) {
      out->support = {std::max(out->support.low, limits->low),
                      std::min(out->support.high, limits->high)};
    }
    return;
  }
  out->bounded = limits != nullptr && !spared;
  if (limits != nullptr) out->support = *limits;
  const auto* last = std::get_if<claims::Clamped>(&changes.back().what);
  if (last == nullptr || spared) return;
  const Limits& mine = last->limits;
  out->support = out->bounded ? Limits{std::clamp(mine.low, limits->low, limits->high),
                                       std::clamp(mine.high, limits->low, limits->high)}
                              : mine;
  out->bounded = true;
}

}  // namespace

ColumnLaw LawOfColumn(const spec::FunctionClaims& functions, const spec::Column& column) {
  ColumnLaw made;
  const auto no = [&](std::string why) {
    made.law = nullptr;
    made.why = std::move(why);
    return made;
  };
  if (!column.type.is_numeric()) return no("it is no column of numbers");
  const claims::Values& values = functions.ValuesOf(column);
  const std::vector<claims::Change>& changes = functions.ChangesOf(column);
  const auto* law = values.Find<claims::NumberLaw>();
  const auto* limits = values.Find<Limits>();
  SetSupport(law, limits, changes, &made);
  if (const auto* truncation = values.Find<claims::Truncation>(); truncation && changes.empty()) {
    const Limits inside = Inside(truncation->limits, StepOf(column.type));
    made.bounded = true;
    made.support = {std::max(made.support.low, inside.low),
                    std::min(made.support.high, inside.high)};
  }
  const double step = StepOf(column.type);
  const auto* truncation = values.Find<claims::Truncation>();
  const double drawn = law == nullptr ? 0 : DrawnStep(*law, step);
  if (law != nullptr) made.clean = MakeLaw(*law, drawn);
  if (made.clean == nullptr) return no("its law is not known");
  if (truncation != nullptr) {
    // Counts and steps that are drawn lie on a lattice; numbers are rounded to steps later.
    const bool counts = std::holds_alternative<claims::PoissonLaw>(*law);
    const Limits inside = Inside(truncation->limits, counts ? 1 : step);
    const double margin = counts || drawn > 0 ? 0 : step / 2;
    made.clean =
        Truncate(made.clean, {inside.low - margin, inside.high + margin}, counts ? 1 : drawn);
  }
  if (limits != nullptr) made.clean = Clamp(made.clean, *limits);
  made.law = made.clean;
  Changer changer(limits, &made);
  for (const claims::Change& change : changes) {
    if (!std::visit(changer, change.what)) {
      return no(fmt::format("the modifier '{}' changes its law row by row", change.function));
    }
  }
  if (limits != nullptr) {
    made.clean = Clamp(made.clean, *limits);
    if (made.outlier_rate == 0) made.law = made.clean;
  }
  if (step > 0) {
    made.law = Round(made.law, step);
    made.clean = Round(made.clean, step);
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

}  // namespace datagen::validate
