#include "proof/validate/statistical.h"
#include "foundation/base/plural.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace datagen::validate {

void Decide(const Session& session, const Statistic& statistic, Finding* finding) {
  finding->statistic = statistic;
  finding->statistic->threshold = session.threshold();
  const bool significant = statistic.p_value < session.threshold();
  const bool material = statistic.deviation > statistic.tolerance;
  if (!significant || !material) return;
  finding->verdict = Verdict::kFailed;
  finding->violations = std::max<int64_t>(finding->violations, 1);
}

void DecideCounts(const Session& session, const std::vector<std::string>& labels,
                  const std::vector<int64_t>& counts, const std::vector<double>& shares,
                  const std::string& what, Finding* finding) {
  int64_t total = 0;
  for (const int64_t count : counts) total += count;
  finding->rows = total;
  double distance = 0;  // total variation
  size_t worst = 0;
  const auto observed = [&](size_t i) {
    return total == 0 ? 0 : static_cast<double>(counts[i]) / static_cast<double>(total);
  };
  for (size_t i = 0; i < counts.size(); ++i) {
    finding->bars.push_back({labels[i], shares[i], observed(i)});
    distance += std::abs(observed(i) - shares[i]) / 2;
    if (std::abs(observed(i) - shares[i]) > std::abs(observed(worst) - shares[worst])) worst = i;
  }
  const ChiSquareTest test = CompareCounts(counts, shares);
  if (test.degrees == 0) {
    finding->verdict = Verdict::kNotApplicable;
    finding->message =
        fmt::format("{} {} too few to tell", total, base::Plural(total, "row is", "rows are"));
    return;
  }
  Statistic statistic{"chi-square", test.value, test.degrees, test.p_value};
  statistic.measure = "share of " + labels[worst];
  statistic.observed = observed(worst);
  statistic.expected = shares[worst];
  statistic.deviation = test.deviation;
  statistic.tolerance = kShareTolerance;
  Decide(session, statistic, finding);
  if (finding->verdict != Verdict::kFailed) return;
  finding->quality = 1 - std::min(1.0, distance);
  finding->message = fmt::format("{}: {} is {:.4g} of the rows, expected {:.4g}", what,
                                 labels[worst], statistic.observed, statistic.expected);
}

double NumberAt(const std::vector<std::optional<std::string>>& values, size_t index) {
  return query::ReadNumber(values[index]).value_or(0);
}

int64_t IntegerAt(const std::vector<std::optional<std::string>>& values, size_t index) {
  return query::ReadInteger(values[index]).value_or(0);
}

}  // namespace datagen::validate
