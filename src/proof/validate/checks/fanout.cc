#include <fmt/format.h>

#include <cmath>

#include "foundation/base/plural.h"
#include "language/spec/function_claims.h"
#include "proof/validate/count_law.h"
#include "proof/validate/family_keys.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using query::Identifier;

class Fanout : public Check {
 public:
  Fanout(const CheckInfo& info, std::string path, const spec::Node& node, KeyJoin join,
         const std::string& law_name, CountChances law)
      : Check(
            info, std::move(path), node.id, join.ChildColumns(),
            fmt::format("the rows of {} per row of {} follow {}", node.id, join.parent, law_name)),
        join_(std::move(join)),
        law_(std::move(law)) {}

  [[nodiscard]] int Tests() const override { return 2; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    const std::string keys = query::IdentifierList(columns());
    std::vector<std::string> given;
    for (const std::string& column : columns())
      given.push_back(Identifier(column) + " IS NOT NULL");
    const std::string per_parent =
        fmt::format("SELECT {}, count(*) AS children FROM {} WHERE {} GROUP BY {}", keys,
                    Identifier(table()), fmt::join(given, " AND "), keys);
    const auto read = session.Select(
        fmt::format("SELECT children, count(*) FROM ({}) GROUP BY ALL ORDER BY 1", per_parent));
    if (!read.ok()) return read.status();
    const int64_t parents = session.RowCount(join_.parent);
    const int64_t most = law_.first + static_cast<int64_t>(law_.chances.size()) - 1;
    std::vector<int64_t> counts(law_.chances.size(), 0);
    int64_t with_children = 0;
    int64_t rows = 0;
    int64_t outside = 0;
    for (size_t i = 0; i < read.value().rows.size(); ++i) {
      const int64_t children = read.value().Integer(i, 0).value_or(0);
      const int64_t times = read.value().Integer(i, 1).value_or(0);
      with_children += times;
      rows += children * times;
      if (children < law_.first || children > most) {
        outside += times;
      } else {
        counts[static_cast<size_t>(children - law_.first)] += times;
      }
    }
    const int64_t empty = std::max<int64_t>(0, parents - with_children);
    if (law_.first <= 0) {
      counts[static_cast<size_t>(-law_.first)] += empty;
    } else {
      outside += empty;
    }
    finding->sql = fmt::format("SELECT * FROM ({}) WHERE children < {} OR children > {}",
                               per_parent, law_.first, most);
    Report(session, counts, parents, rows, empty, finding);
    finding->rows = parents;
    finding->violations = outside;
    // Too few rows (or only one count) to test the law: the bounds still were.
    if (finding->verdict == Verdict::kNotApplicable && outside == 0) {
      finding->verdict = Verdict::kPassed;
      finding->message = "only the bounds were tested: " + finding->message;
    }
    if (outside == 0) return base::Status::Ok();
    finding->verdict = Verdict::kFailed;
    finding->message =
        fmt::format("{} {} fewer than {} or more than {} children", outside,
                    base::Plural(outside, "parent has", "parents have"), law_.first, most);
    return session.AddExamples(finding);
  }

 private:
  void Report(const Session& session, const std::vector<int64_t>& counts, int64_t parents,
              int64_t rows, int64_t empty, Finding* finding) {
    double mean = 0;
    double square = 0;
    std::vector<std::string> labels;
    for (size_t k = 0; k < law_.chances.size(); ++k) {
      const auto children = static_cast<double>(law_.first + static_cast<int64_t>(k));
      mean += children * law_.chances[k];
      square += children * children * law_.chances[k];
      labels.push_back(std::to_string(law_.first + static_cast<int64_t>(k)));
    }
    DecideCounts(session, labels, counts, law_.chances, "children of a parent", finding);
    const auto n = static_cast<double>(parents);
    const double observed = parents == 0 ? 0 : static_cast<double>(rows) / n;
    const double variance = square - mean * mean;
    const double z = variance > 0 && parents > 0 ? (observed - mean) / std::sqrt(variance / n) : 0;
    const double chance_of_none =
        law_.first <= 0 ? law_.chances[static_cast<size_t>(-law_.first)] : 0;
    finding->detail = base::Json::Object();
    finding->detail.Set("mean", base::Json::Number(observed));
    finding->detail.Set("expected_mean", base::Json::Number(mean));
    finding->detail.Set("mean_z", base::Json::Number(z));
    finding->detail.Set("empty_parents", base::Json::Number(empty));
    finding->detail.Set("expected_empty_share", base::Json::Number(chance_of_none));
    constexpr size_t kBarsMax = 40;
    if (finding->bars.size() > kBarsMax) finding->bars.resize(kBarsMax);
    constexpr double kMeanTolerance = 0.005;
    const double off = mean > 0 ? std::abs(observed - mean) / mean : std::abs(observed);
    if (finding->verdict != Verdict::kFailed && parents > 0 &&
        TwoSidedNormalP(z) < session.threshold() && off > kMeanTolerance) {
      finding->verdict = Verdict::kFailed;
      finding->message = fmt::format("{:.4g} children a parent, expected {:.4g}", observed, mean);
    }
  }

  KeyJoin join_;
  CountChances law_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  for (const spec::Node& node : context.spec.nodes) {
    if (!node.fanout) continue;
    const auto join = JoinToParent(context, node);
    const claims::ChildCount count = spec::ChildCountOf(node);
    CountChances law = ChancesOf(count);
    const std::string path = context.Path(node.fanout->where);
    if (!join || law.chances.empty()) {
      if (context.Readable(node.id, {}) == nullptr) continue;
      checks->push_back(std::make_unique<Untestable>(
          info, path, node.id, std::vector<std::string>{},
          fmt::format("the rows of {} per parent follow its fan-out", node.id),
          join ? "the law is not known" : "the files do not show which rows belong together"));
      continue;
    }
    checks->push_back(
        std::make_unique<Fanout>(info, path, node, *join, count.function, std::move(law)));
  }
}

}  // namespace

const CheckInfo& FanoutCheck() {
  static const CheckInfo info{"fanout", Part::kStatistics, false,
                              "Compares the children of parents with the fan-out: bounds, mean, "
                              "empty parents, law",
                              Collect};
  return info;
}

}  // namespace datagen::validate
