#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "proof/validate/expression_sql.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// A correlation that differs by less is immaterial.
constexpr double kRhoTolerance = 0.02;

// A column as a number that rises as its copula's uniform does: listed values by their place. ""
// when the order is not known.
std::string Rank(const Context& context, const spec::Column& column) {
  const claims::Values& values = context.claims.ValuesOf(column);
  const auto* listed = values.Find<claims::Listed>();
  const std::string name = Identifier(column.name);
  if (!values.ranked_by_listing) return fmt::format("CAST({} AS DOUBLE)", name);
  if (listed == nullptr) return "";
  return fmt::format("CAST(list_position([{}], {}) AS DOUBLE)",
                     ToSqlLiterals(*listed->values, column.type), name);
}

// The correlation of the normals below two columns, from how often both lie below their medians.
class Correlation : public Check {
 public:
  Correlation(const CheckInfo& info, std::string path, const std::string& table,
              const spec::Correlation& correlation, std::string left_rank, std::string right_rank)
      : Check(info, std::move(path), table, {correlation.left, correlation.right},
              fmt::format("{}.{} and {} have the correlation {:.4g}", table, correlation.left,
                          correlation.right, correlation.rho)),
        left_(std::move(left_rank)),
        right_(std::move(right_rank)),
        rho_(correlation.rho) {}

  [[nodiscard]] int Tests() const override { return 1; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    const std::string pairs = fmt::format(
        "(SELECT {} AS a, {} AS b FROM {}) WHERE a IS NOT NULL "
        "AND b IS NOT NULL",
        left_, right_, Identifier(table()));
    const auto middle = session.Select(fmt::format(
        "SELECT approx_quantile(a, 0.5), approx_quantile(b, 0.5), max(a), max(b), min(a), min(b) "
        "FROM {}",
        pairs));
    if (!middle.ok()) return middle.status();
    double a = middle.value().Number(0, 0).value_or(0);
    double b = middle.value().Number(0, 1).value_or(0);
    // Of few values, the middle one may be the greatest: then the cut lies below it.
    if (a >= middle.value().Number(0, 2).value_or(0)) a -= 0.5;
    if (b >= middle.value().Number(0, 3).value_or(0)) b -= 0.5;
    const auto counted = session.Select(fmt::format(
        "SELECT count(*), count_if(a <= {0}), count_if(b <= {1}), count_if(a <= {0} AND b <= {1}) "
        "FROM {2}",
        ToSqlNumber(a), ToSqlNumber(b), pairs));
    if (!counted.ok()) return counted.status();
    const int64_t rows = counted.value().Integer(0, 0).value_or(0);
    const auto n = static_cast<double>(rows);
    const double p = counted.value().Number(0, 1).value_or(0) / n;
    const double q = counted.value().Number(0, 2).value_or(0) / n;
    const double both = counted.value().Number(0, 3).value_or(0) / n;
    finding->rows = rows;
    constexpr int64_t kRowsMin = 200;
    if (rows < kRowsMin || p <= 0 || q <= 0 || p >= 1 || q >= 1) {
      finding->verdict = Verdict::kNotApplicable;
      finding->message = "too few rows, or a column that does not vary";
      return base::Status::Ok();
    }
    const double h = NormalQuantile(p);
    const double k = NormalQuantile(q);
    const double expected = BivariateNormalCdf(h, k, rho_);
    // The variance of the joint count for given margins (of a table with four cells).
    double inverse = 0;
    for (const double cell : {expected, p - expected, q - expected, 1 - p - q + expected}) {
      inverse += 1 / std::max(cell, 1e-9);
    }
    const double z = (both - expected) / std::sqrt(1 / (n * inverse));
    double low = -0.9999;
    double high = 0.9999;
    for (int i = 0; i < 60; ++i) {
      const double rho = (low + high) / 2;
      (BivariateNormalCdf(h, k, rho) < both ? low : high) = rho;
    }
    Statistic statistic{"z", z, 0, TwoSidedNormalP(z)};
    statistic.measure = "correlation";
    statistic.observed = (low + high) / 2;
    statistic.expected = rho_;
    statistic.deviation = std::abs(statistic.observed - rho_);
    statistic.tolerance = kRhoTolerance;
    Decide(session, statistic, finding);
    if (finding->verdict == Verdict::kFailed) {
      finding->message =
          fmt::format("the correlation is {:.3f}, expected {:.3f}", statistic.observed, rho_);
      finding->recommendation = {
          {path() + ".rho", fmt::format("set it to {:.2f}, or mend the data", statistic.observed)}};
    }
    return base::Status::Ok();
  }

 private:
  std::string left_;
  std::string right_;
  double rho_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  for (const spec::Node& node : context.spec.nodes) {
    for (const spec::Correlation& correlation : node.correlations) {
      if (context.Readable(node.id, {correlation.left, correlation.right}) == nullptr) continue;
      const spec::Column& left = *node.Find(correlation.left);
      const spec::Column& right = *node.Find(correlation.right);
      const std::string path = context.Path(correlation.where);
      const bool changed = !left.modifiers.empty() || !right.modifiers.empty();
      const std::string left_rank = Rank(context, left);
      const std::string right_rank = Rank(context, right);
      if (changed || left_rank.empty() || right_rank.empty()) {
        checks->push_back(std::make_unique<Untestable>(
            info, path, node.id, std::vector<std::string>{correlation.left, correlation.right},
            fmt::format("{}.{} and {} are correlated", node.id, correlation.left,
                        correlation.right),
            changed ? "modifiers change the columns after they were correlated"
                    : "the order of listed values is not known"));
        continue;
      }
      checks->push_back(
          std::make_unique<Correlation>(info, path, node.id, correlation, left_rank, right_rank));
    }
  }
}

}  // namespace

const CheckInfo& CorrelationCheck() {
  static const CheckInfo info{"correlation", Part::kStatistics, false,
                              "Compares correlations with those declared", Collect};
  return info;
}

}  // namespace datagen::validate
