#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "proof/validate/expression_sql.h"
#include "proof/validate/statistical.h"
#include "proof/validate/time_classes.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// A lift that differs by less is immaterial.
constexpr double kLiftTolerance = 0.02;

// The means of a column by class of time, against the weights of its `seasonality` modifier.
class LevelByTime : public Check {
 public:
  LevelByTime(const CheckInfo& info, std::string path, const Table& table,
              const spec::Column& column, const claims::TimeWeights& season,
              const std::string& time, std::string value_sql)
      : Check(info, std::move(path), table.node->id, {column.name, time},
              fmt::format("{}.{} goes up and down by the {} of {}", table.node->id, column.name,
                          season.dimension, time)),
        weights_(season.weights),
        dimension_(season.dimension),
        value_sql_(std::move(value_sql)) {}

  [[nodiscard]] int Tests() const override { return 1; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    const std::string time = Identifier(columns()[1]);
    const auto means = session.Select(fmt::format(
        "SELECT {}, count(v), avg(v), var_samp(v) FROM (SELECT {}, {} AS v FROM {}) WHERE v IS NOT "
        "NULL AND {} IS NOT NULL GROUP BY 1 HAVING count(v) > 1 ORDER BY 1",
        ClassSql(dimension_, time), time, value_sql_, Identifier(table()), time));
    if (!means.ok()) return means.status();
    double weight_sum = 0;
    for (const double weight : weights_) weight_sum += weight;
    // Mean over weight is the same in every class; classes count by the inverse of its variance.
    struct Class {
      size_t at;
      double weight;
      double mean;
      double variance;
    };
    std::vector<Class> classes;
    double precision = 0;
    double level = 0;
    const auto& rows = means.value();
    for (size_t i = 0; i < rows.rows.size(); ++i) {
      const auto at = static_cast<size_t>(rows.Integer(i, 0).value_or(0));
      const int64_t count = rows.Integer(i, 1).value_or(0);
      const double weight = weights_[at] * static_cast<double>(weights_.size()) / weight_sum;
      // Beside its base, a value without noise differs by rounding alone.
      constexpr double kVarianceMin = 1e-18;
      const double variance =
          std::max(kVarianceMin, rows.Number(i, 3).value_or(0) / static_cast<double>(count));
      finding->rows += count;
      constexpr int64_t kCountMin = 30;
      if (!(weight > 0) || !(variance > 0) || count < kCountMin) continue;
      const Class c{at, weight, rows.Number(i, 2).value_or(0), variance};
      precision += weight * weight / variance;
      level += c.mean / weight * (weight * weight / variance);
      classes.push_back(c);
    }
    if (classes.size() < 2) {
      finding->verdict = Verdict::kNotApplicable;
      finding->message = "too few rows a class to tell";
      return base::Status::Ok();
    }
    level /= precision;
    Statistic statistic{"chi-square", 0, static_cast<double>(classes.size() - 1), 1};
    const std::vector<std::string> labels = ClassLabels(dimension_);
    for (const Class& c : classes) {
      const double lift = c.mean / level;
      finding->bars.push_back({labels[c.at], c.weight, lift});
      const double z = (c.mean - level * c.weight) / std::sqrt(c.variance);
      statistic.value += z * z;
      const double off = std::abs(lift / c.weight - 1);
      if (off < statistic.deviation) continue;
      statistic.deviation = off;
      statistic.measure = "lift of " + labels[c.at];
      statistic.observed = lift;
      statistic.expected = c.weight;
    }
    statistic.p_value = ChiSquareP(statistic.value, statistic.degrees);
    statistic.tolerance = kLiftTolerance;
    Decide(session, statistic, finding);
    if (finding->verdict != Verdict::kFailed) return base::Status::Ok();
    finding->quality = 1 - std::min(1.0, statistic.deviation);
    finding->message = fmt::format("{} {:.4g}, expected {:.4g}", statistic.measure,
                                   statistic.observed, statistic.expected);
    return base::Status::Ok();
  }

 private:
  std::vector<double> weights_;
  std::string dimension_;
  std::string value_sql_;
};

// The column that gives a season its time: named, or the only one of the table.
std::string TimeColumn(const spec::Node& node, const spec::Column& own,
                       const claims::Season& season) {
  if (!season.time_column.empty()) return season.time_column;
  std::string found;
  for (const spec::Column& column : node.columns) {
    const bool is_time = column.type.kind == kernel::TypeKind::kDate ||
                         column.type.kind == kernel::TypeKind::kDatetime;
    if (!is_time || column.name == own.name) continue;
    if (!found.empty()) return "";
    found = column.name;
  }
  return found;
}

// Whether what the generator makes has the same level at all times: it is drawn, and follows from
// no other column, which may have a season or a trend of its own.
bool IsDrawnAlikeAtAllTimes(const claims::Values& values) {
  if (values.Find<claims::NumberLaw>() != nullptr) return true;
  const auto* shares = values.Find<claims::Shares>();
  return values.Find<claims::Listed>() != nullptr && (shares == nullptr || shares->given.empty());
}

// Why the means do not show the seasons; "" when they do. The other seasons are divided out; what
// else changes the level must do so alike at all times.
std::string Disturbance(const claims::Values& values, const std::vector<claims::Change>& changes) {
  if (values.Find<claims::Limits>() != nullptr) return "a clamp cuts the means";
  if (!IsDrawnAlikeAtAllTimes(values) && values.Find<claims::Formula>() == nullptr) {
    return fmt::format("what {} makes may have a season or trend of its own", values.function);
  }
  std::string why;
  for (const claims::Change& change : changes) {
    const auto* linear = std::get_if<claims::Linear>(&change.what);
    const bool even = std::holds_alternative<claims::Season>(change.what) ||
                      std::holds_alternative<claims::Noise>(change.what) ||
                      (linear != nullptr && linear->offset == 0);
    if (!even) why = fmt::format("the modifier '{}' changes the means too", change.function);
  }
  return why;
}

// What the expression below the modifiers gives, where rounding to the column's type does not show
// beside it; nullopt where it can't be computed, and *why says so.
std::optional<std::string> BaseSql(const Table& table, const spec::Column& column,
                                   const claims::Formula& formula, std::string* why) {
  const auto base = ToDoubleSql(formula.code, *table.node, why);
  if (!base) return std::nullopt;
  for (const std::string& name : base->columns) {
    if (table.Has(name)) continue;
    *why = fmt::format("{}, which it follows from, is not in the files", name);
    return std::nullopt;
  }
  constexpr double kStepsMin = 1000;
  double step = 0;
  if (column.type.kind == kernel::TypeKind::kInt) step = 1;
  if (column.type.kind == kernel::TypeKind::kDecimal) step = std::pow(10.0, -column.type.scale);
  return fmt::format("(CASE WHEN CAST({0} AS DOUBLE) > {1} THEN CAST({0} AS DOUBLE) END)",
                     base->sql, ToSqlNumber(kStepsMin * step));
}

// The column's value without the seasons but that of the modifier `kept`.
std::string ValueOfOneSeason(const spec::Node& node, const spec::Column& column,
                             const std::vector<claims::Change>& changes, size_t kept) {
  std::string value = fmt::format("CAST({} AS DOUBLE)", Identifier(column.name));
  for (size_t k = 0; k < changes.size(); ++k) {
    const auto* season = std::get_if<claims::Season>(&changes[k].what);
    if (k == kept || season == nullptr) continue;
    const auto& [dimension, weights] = season->weights;
    const std::string at = Identifier(TimeColumn(node, column, *season));
    value += fmt::format(" / nullif({}, 0)", WeightSql(weights, dimension, at));
  }
  return value;
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const std::vector<claims::Change>& changes = context.claims.ChangesOf(column);
    const claims::Values& values = context.claims.ValuesOf(column);
    std::string why = Disturbance(values, changes);
    std::string per_base;
    if (const auto* formula = values.Find<claims::Formula>(); formula != nullptr && why.empty()) {
      const auto base = BaseSql(table, column, *formula, &why);
      if (base) per_base = " / " + *base;
    }
    for (size_t i = 0; i < changes.size(); ++i) {
      const auto* season = std::get_if<claims::Season>(&changes[i].what);
      if (season == nullptr) continue;
      const std::string time = TimeColumn(*table.node, column, *season);
      const std::string path = context.Path(column.modifiers[i].where);
      if (time.empty() || !table.Has(time)) why = "the column of its time is not in the files";
      if (!why.empty()) {
        checks->push_back(std::make_unique<Untestable>(
            info, path, table.node->id, std::vector<std::string>{column.name},
            fmt::format("{}.{} goes up and down with time", table.node->id, column.name), why));
        continue;
      }
      checks->push_back(std::make_unique<LevelByTime>(
          info, path, table, column, season->weights, time,
          ValueOfOneSeason(*table.node, column, changes, i) + per_base));
    }
  });
}

}  // namespace

const CheckInfo& LevelByTimeCheck() {
  static const CheckInfo info{"level_by_time", Part::kBehaviour, false,
                              "Compares the means by hour, weekday or month with the weights of "
                              "their season",
                              Collect};
  return info;
}

}  // namespace datagen::validate
