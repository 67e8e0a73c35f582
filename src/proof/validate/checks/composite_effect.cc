#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "foundation/base/plural.h"
#include "proof/validate/composite_model.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/least_squares.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

constexpr size_t kStrataMax = 10'000;
constexpr size_t kOffendersShown = 10;
constexpr size_t kTableShown = 200;
// The relative error that a single stratum may have where the target gives no mape.
constexpr double kStratumTolerance = 0.05;
constexpr double kZ95 = 1.959963984540054;

// The rows with one combination of levels.
struct Stratum {
  std::vector<std::string> levels;
  int64_t rows = 0;
  double mean = 0;
  double variance = 0;
  double log_rows = 0;
  double log_mean = 0;
  double log_variance = 0;
  double declared = 0;  // product (or sum) of the declared factors
  std::vector<double> factors;
  double observed = 0;  // lift against the baseline
  double expected = 0;
  double error = 0;  // standard error of the observed lift
};

std::string NameOf(const CompositeModel& model, const Stratum& stratum) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < stratum.levels.size(); ++i) {
    parts.push_back(model.influences[i].name + "=" + stratum.levels[i]);
  }
  return fmt::format("{}", fmt::join(parts, " × "));
}

class CompositeEffect : public Check {
 public:
  CompositeEffect(const CheckInfo& info, std::string path, CompositeModel model)
      : Check(info, std::move(path), model.table, {model.metric}, Claim(model)),
        model_(std::move(model)) {}

  [[nodiscard]] int Tests() const override { return 1; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    std::vector<Stratum> strata;
    const base::Status read = ReadStrata(session, finding, &strata);
    if (!read.ok()) return read;
    std::vector<std::string> dropped;
    std::vector<Stratum> kept;
    for (Stratum& stratum : strata) {
      finding->rows += stratum.rows;
      if (stratum.rows < model_.rows_min) {
        dropped.push_back(fmt::format("{} ({} {})", NameOf(model_, stratum), stratum.rows,
                                      base::Plural(stratum.rows, "row")));
      } else {
        kept.push_back(std::move(stratum));
      }
    }
    finding->detail = Json::Object();
    finding->detail.Set("model", Json::String(model_.additive ? "additive" : "multiplicative"));
    Json sparse = Json::Array();
    for (const std::string& name : dropped) sparse.Push(Json::String(name));
    finding->detail.Set("sparse_strata", std::move(sparse));
    if (kept.size() < 2) {
      finding->verdict = Verdict::kNotApplicable;
      finding->message =
          fmt::format("{} {} with at least {} rows: expected two or more", kept.size(),
                      base::Plural(kept.size(), "stratum", "strata"), model_.rows_min);
      return base::Status::Ok();
    }
    Lift(&kept);
    Judge(session, kept, finding);
    finding->detail.Set("marginals", Marginals(kept));
    finding->detail.Set("fit", FitOfLogarithm(kept));
    Json table = Json::Array();
    for (const Stratum& stratum : kept) {
      if (table.items().size() == kTableShown) break;
      table.Push(Describe(stratum));
    }
    finding->detail.Set("strata", std::move(table));
    return base::Status::Ok();
  }

 private:
  static std::string Claim(const CompositeModel& model) {
    std::vector<std::string> names;
    for (const Influence& influence : model.influences) names.push_back(influence.name);
    return fmt::format("{}.{} is its base {} {}", model.table, model.metric,
                       model.additive ? "plus" : "times",
                       fmt::join(names, model.additive ? " + " : " × "));
  }

  // Spikes are set aside first: the declared share of rows with the largest residuals.
  base::Status ReadStrata(Session& session, Finding* finding, std::vector<Stratum>* strata) {
    std::vector<std::string> columns;
    std::vector<std::string> levels;
    std::vector<std::string> factors;
    for (size_t i = 0; i < model_.influences.size(); ++i) {
      columns.push_back(fmt::format("{} AS l{}, {} AS f{}", model_.influences[i].level, i,
                                    model_.influences[i].factor, i));
      levels.push_back(fmt::format("l{}", i));
      factors.push_back(fmt::format("f{}", i));
    }
    const std::string declared =
        fmt::format("{}", fmt::join(factors, model_.additive ? " + " : " * "));
    const std::string rows = fmt::format(
        "SELECT *, m {} r FROM (SELECT *, {} AS f FROM (SELECT CAST(t.{} AS DOUBLE) AS m, {} FROM "
        "{} AS t WHERE t.{} IS NOT NULL))",
        model_.additive ? "- f AS" : "/ nullif(f, 0) AS", declared, Identifier(model_.metric),
        query::List(columns), Identifier(model_.table), Identifier(model_.metric));
    std::string from = fmt::format("({})", rows);
    if (model_.spike_rate > 0) {
      const auto limit = session.Select(
          fmt::format("SELECT approx_quantile(r, {}) FROM {}",
                      model_.spikes_drop ? model_.spike_rate : 1 - model_.spike_rate, from));
      if (!limit.ok()) return limit.status();
      const double at = limit.value().Number(0, 0).value_or(0);
      from += fmt::format(" WHERE r {} {}", model_.spikes_drop ? ">" : "<=", ToSqlNumber(at));
    }
    std::vector<std::string> means;
    means.reserve(factors.size());
    for (const std::string& factor : factors) means.push_back(fmt::format("avg({})", factor));
    finding->sql = fmt::format(
        "SELECT {0}, count(*) AS rows, avg(m) AS mean, coalesce(var_samp(m), 0) AS variance, "
        "count(l) AS log_rows, coalesce(avg(l), 0) AS log_mean, coalesce(var_samp(l), 0) AS "
        "log_variance, avg(f) AS declared, {1} FROM (SELECT *, ln(CASE WHEN m > 0 THEN m END) AS l "
        "FROM {2}) GROUP BY {0} ORDER BY {0}",
        query::List(levels), query::List(means), from);
    const auto read = session.Select(finding->sql, kStrataMax);
    if (!read.ok()) return read.status();
    const size_t width = model_.influences.size();
    for (size_t i = 0; i < read.value().rows.size(); ++i) {
      const auto number = [&](size_t column) {
        return read.value().Number(i, width + column).value_or(0);
      };
      Stratum& stratum = strata->emplace_back();
      for (size_t k = 0; k < width; ++k) stratum.levels.push_back(read.value().Text(i, k));
      stratum.rows = static_cast<int64_t>(number(0));
      stratum.mean = number(1);
      stratum.variance = number(2);
      stratum.log_rows = number(3);
      stratum.log_mean = number(4);
      stratum.log_variance = number(5);
      stratum.declared = number(6);
      for (size_t k = 0; k < width; ++k) stratum.factors.push_back(number(7 + k));
    }
    return base::Status::Ok();
  }

  [[nodiscard]] bool InBaseline(const Stratum& stratum) const {
    for (const auto& [name, level] : model_.baseline) {
      for (size_t i = 0; i < model_.influences.size(); ++i) {
        if (model_.influences[i].name == name && stratum.levels[i] != level) return false;
      }
    }
    return true;
  }

  // Lifts against the baseline: the neutral strata, or all of them.
  void Lift(std::vector<Stratum>* strata) const {
    double rows = 0;
    double observed = 0;
    double expected = 0;
    for (int pass = 0; pass < 2 && rows == 0; ++pass) {  // no row is neutral: all of them
      for (const Stratum& stratum : *strata) {
        if (pass == 0 && !InBaseline(stratum)) continue;
        const auto n = static_cast<double>(stratum.rows);
        rows += n;
        observed += n * stratum.mean;
        expected += n * stratum.declared;
      }
    }
    observed /= rows;
    expected /= rows;
    for (Stratum& stratum : *strata) {
      const double error = std::sqrt(stratum.variance / static_cast<double>(stratum.rows));
      if (model_.additive) {
        stratum.observed = stratum.mean - observed;
        stratum.expected = stratum.declared - expected;
        stratum.error = error;
      } else {
        stratum.observed = observed != 0 ? stratum.mean / observed : 0;
        stratum.expected = expected != 0 ? stratum.declared / expected : 0;
        stratum.error = observed != 0 ? error / std::abs(observed) : 0;
      }
    }
  }

  // How far a stratum is off, as a share of what is expected (or of the spread, when additive).
  [[nodiscard]] double Relative(const Stratum& stratum, double scale) const {
    const double off = std::abs(stratum.observed - stratum.expected);
    return model_.additive ? off / scale : off / std::max(std::abs(stratum.expected), 1e-9);
  }

  void Judge(const Session& session, std::vector<Stratum>& strata, Finding* finding) const {
    double mae = 0;
    double mape = 0;
    double scale = 1e-9;
    for (const Stratum& stratum : strata) scale = std::max(scale, std::abs(stratum.expected));
    for (const Stratum& stratum : strata) {
      mae += std::abs(stratum.observed - stratum.expected);
      mape += Relative(stratum, scale);
    }
    const auto count = static_cast<double>(strata.size());
    mae /= count;
    mape /= count;
    const auto z = [](const Stratum& stratum) {
      return stratum.error > 0 ? (stratum.observed - stratum.expected) / stratum.error : 0;
    };
    std::sort(strata.begin(), strata.end(),
              [&](const Stratum& a, const Stratum& b) { return std::abs(z(a)) > std::abs(z(b)); });
    const double allowed = std::isfinite(model_.mape) ? model_.mape : kStratumTolerance;
    std::vector<std::string> offenders;
    for (const Stratum& stratum : strata) {
      const bool significant = TwoSidedNormalP(z(stratum)) < session.threshold() / count;
      if (!significant || Relative(stratum, scale) <= allowed) continue;
      ++finding->violations;
      if (offenders.size() == kOffendersShown) continue;
      offenders.push_back(fmt::format("{} ({:.3f}, expected {:.3f})", NameOf(model_, stratum),
                                      stratum.observed, stratum.expected));
      Example& example = finding->examples.emplace_back();
      for (size_t i = 0; i < stratum.levels.size(); ++i) {
        example.emplace_back(model_.influences[i].name, stratum.levels[i]);
      }
      example.emplace_back("rows", std::to_string(stratum.rows));
      example.emplace_back("lift", fmt::format("{:.4f}", stratum.observed));
      example.emplace_back("expected", fmt::format("{:.4f}", stratum.expected));
      example.emplace_back("z", fmt::format("{:.1f}", z(stratum)));
    }
    Statistic statistic{"z of the worst stratum", z(strata[0]), 0,
                        std::min(1.0, TwoSidedNormalP(z(strata[0])) * count)};
    statistic.measure = "lift of " + NameOf(model_, strata[0]);
    statistic.observed = strata[0].observed;
    statistic.expected = strata[0].expected;
    statistic.deviation = mape;
    statistic.threshold = session.threshold();
    statistic.tolerance = allowed;
    finding->statistic = statistic;
    finding->detail.Set("mae", Json::Number(mae));
    finding->detail.Set("mape", Json::Number(mape));
    constexpr size_t kBarsMax = 60;
    for (const Stratum& stratum : strata) {
      if (finding->bars.size() == kBarsMax) break;
      finding->bars.push_back({NameOf(model_, stratum), stratum.expected, stratum.observed});
    }
    std::vector<std::string> reasons;
    if (mae > model_.mae) reasons.push_back(fmt::format("mae {:.4f} over {:.4f}", mae, model_.mae));
    if (mape > model_.mape) {
      reasons.push_back(fmt::format("mape {:.4f} over {:.4f}", mape, model_.mape));
    }
    if (!offenders.empty()) {
      reasons.push_back(fmt::format("{} of {} strata are off: {}", finding->violations,
                                    strata.size(), fmt::join(offenders, "; ")));
    }
    if (reasons.empty()) return;
    finding->verdict = Verdict::kFailed;
    finding->violations = std::max<int64_t>(finding->violations, 1);
    finding->quality = 1 - std::min(1.0, mape);
    finding->message = fmt::format("{}", fmt::join(reasons, "; "));
    finding->recommendation = {
        {path() + ".influences", fmt::format("declare the factors that the data have, or mend the "
                                             "data: {}",
                                             statistic.measure)}};
  }

  [[nodiscard]] Json Describe(const Stratum& stratum) const {
    Json json = Json::Object();
    for (size_t i = 0; i < stratum.levels.size(); ++i) {
      json.Set(model_.influences[i].name, Json::String(stratum.levels[i]));
    }
    json.Set("rows", Json::Number(stratum.rows));
    json.Set("observed", Json::Number(stratum.observed));
    json.Set("expected", Json::Number(stratum.expected));
    return json;
  }

  // Each influence alone: what its levels have on average, and should.
  [[nodiscard]] Json Marginals(const std::vector<Stratum>& strata) const {
    Json all = Json::Array();
    for (size_t i = 0; i < model_.influences.size(); ++i) {
      struct Sum {
        double rows = 0;
        double observed = 0;
        double expected = 0;
      };
      std::map<std::string, Sum> levels;
      for (const Stratum& stratum : strata) {
        Sum& sum = levels[stratum.levels[i]];
        const auto n = static_cast<double>(stratum.rows);
        sum.rows += n;
        sum.observed += n * stratum.observed;
        sum.expected += n * stratum.expected;
      }
      Json list = Json::Array();
      for (const auto& [level, sum] : levels) {
        Json json = Json::Object();
        json.Set("level", Json::String(level));
        json.Set("rows", Json::Number(static_cast<int64_t>(sum.rows)));
        json.Set("observed", Json::Number(sum.observed / sum.rows));
        json.Set("expected", Json::Number(sum.expected / sum.rows));
        list.Push(std::move(json));
      }
      Json influence = Json::Object();
      influence.Set("influence", Json::String(model_.influences[i].name));
      influence.Set("levels", std::move(list));
      all.Push(std::move(influence));
    }
    return all;
  }

  // Least squares on the logarithm of the metric (or on the metric, when additive): a factor for
  // each level against the first one, with a 95 % interval, beside the declared one.
  [[nodiscard]] Json FitOfLogarithm(const std::vector<Stratum>& strata) const {
    const bool logs = !model_.additive;
    std::vector<std::map<std::string, size_t>> places(model_.influences.size());
    std::vector<std::map<std::string, double>> declared(model_.influences.size());
    size_t width = 1;
    for (size_t i = 0; i < model_.influences.size(); ++i) {
      for (const Stratum& stratum : strata) {
        declared[i].emplace(stratum.levels[i], stratum.factors[i]);
        places[i].emplace(stratum.levels[i], 0);
      }
      bool first = true;
      for (auto& [level, place] : places[i]) {
        place = first ? 0 : width++;
        first = false;
      }
    }
    std::vector<std::vector<double>> rows;
    std::vector<double> y;
    std::vector<double> weights;
    double within = 0;
    double degrees = 0;
    for (const Stratum& stratum : strata) {
      const double n = logs ? stratum.log_rows : static_cast<double>(stratum.rows);
      if (n < 2) continue;
      std::vector<double> row(width, 0);
      row[0] = 1;
      for (size_t i = 0; i < model_.influences.size(); ++i) {
        const size_t place = places[i][stratum.levels[i]];
        if (place > 0) row[place] = 1;
      }
      rows.push_back(std::move(row));
      y.push_back(logs ? stratum.log_mean : stratum.mean);
      weights.push_back(n);
      within += (n - 1) * (logs ? stratum.log_variance : stratum.variance);
      degrees += n - 1;
    }
    const Fit fit = LeastSquares(rows, y, weights, degrees > 0 ? within / degrees : 0);
    Json list = Json::Array();
    if (!fit.ok) return list;  // levels that only come together can't be told apart
    for (size_t i = 0; i < model_.influences.size(); ++i) {
      const std::string& reference = declared[i].begin()->first;
      for (const auto& [level, place] : places[i]) {
        if (place == 0) continue;
        const double b = fit.coefficients[place];
        const double error = fit.errors[place];
        const double own = declared[i][level];
        const double other = declared[i][reference];
        const double target = logs ? own / other : own - other;
        const double expected = logs ? std::log(target) : target;
        Json json = Json::Object();
        json.Set("influence", Json::String(model_.influences[i].name));
        json.Set("level", Json::String(level));
        json.Set("against", Json::String(reference));
        json.Set("fitted", Json::Number(logs ? std::exp(b) : b));
        json.Set("low", Json::Number(logs ? std::exp(b - kZ95 * error) : b - kZ95 * error));
        json.Set("high", Json::Number(logs ? std::exp(b + kZ95 * error) : b + kZ95 * error));
        json.Set("declared", Json::Number(target));
        json.Set("p_value", Json::Number(error > 0 ? TwoSidedNormalP((b - expected) / error) : 1));
        list.Push(std::move(json));
      }
    }
    return list;
  }

  CompositeModel model_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  for (const spec::CompositeEffect& target : context.spec.targets.composite_effects) {
    std::string why;
    const auto model = ReadCompositeModel(context, target, &why);
    if (model) {
      checks->push_back(
          std::make_unique<CompositeEffect>(info, context.Path(target.where), *model));
      continue;
    }
    checks->push_back(std::make_unique<Untestable>(info, context.Path(target.where), target.table,
                                                   std::vector<std::string>{target.metric},
                                                   "influences act together", why));
  }
}

}  // namespace

const CheckInfo& CompositeEffectCheck() {
  static const CheckInfo info{"composite_effect", Part::kBehaviour, false,
                              "Compares the lift of every combination of influences with the "
                              "product (or sum) of their factors",
                              Collect};
  return info;
}

}  // namespace datagen::validate
