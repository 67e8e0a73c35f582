#include <fmt/format.h>

#include "proof/validate/column_law.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using query::Identifier;

constexpr int kParts = 20;

class Distribution : public Check {
 public:
  Distribution(const CheckInfo& info, std::string path, const Table& table,
               const spec::Column& column, LawPtr law)
      : Check(info, std::move(path), table.node->id, {column.name},
              fmt::format("{}.{} follows its law", table.node->id, column.name)),
        law_(std::move(law)),
        cuts_(CutPoints(*law_, column, kParts)) {}

  [[nodiscard]] int Tests() const override { return 1; }

  [[nodiscard]] std::vector<Figure> Figures() const override {
    const std::string name = Identifier(columns()[0]);
    std::vector<std::string> counts{fmt::format("count({})", name)};
    for (const double cut : cuts_) {
      counts.push_back(fmt::format("count_if({} <= {})", name, ToSqlNumber(cut)));
    }
    return {{std::move(counts), UpTo{columns()[0], cuts_}}};
  }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    std::vector<int64_t> counts;
    std::vector<double> shares;
    std::vector<std::string> labels;
    double below = 0;
    int64_t rows_below = 0;
    for (size_t k = 0; k <= cuts_.size(); ++k) {
      const bool last = k == cuts_.size();
      const double up_to = last ? 1 : law_->AtMost(cuts_[k]);
      const int64_t rows = IntegerAt(values, last ? 0 : k + 1);
      shares.push_back(std::max(0.0, up_to - below));
      counts.push_back(rows - rows_below);
      labels.push_back(last ? (cuts_.empty() ? "all" : fmt::format("over {:.6g}", cuts_[k - 1]))
                            : fmt::format("up to {:.6g}", cuts_[k]));
      below = up_to;
      rows_below = rows;
    }
    DecideCounts(session, labels, counts, shares, claim(), finding);
    return base::Status::Ok();
  }

 private:
  LawPtr law_;
  std::vector<double> cuts_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    if (values.Find<claims::NumberLaw>() == nullptr) return;
    const std::string path = context.Path(column.generator->where);
    ColumnLaw law = LawOfColumn(context.claims, column);
    if (column.unique || table.node->pk == std::vector<std::string>{column.name}) {
      law.law = nullptr;
      law.why = "its values are unique: they are not drawn one by one";
    } else if (law.bursts) {
      law.law = nullptr;
      law.why = "outliers come in runs: the check of outliers looks at them";
    }
    if (law.law == nullptr) {
      checks->push_back(std::make_unique<Untestable>(
          info, path, table.node->id, std::vector<std::string>{column.name},
          fmt::format("{}.{} follows its law", table.node->id, column.name), law.why));
      return;
    }
    checks->push_back(std::make_unique<Distribution>(info, path, table, column, law.law));
  });
}

}  // namespace

const CheckInfo& DistributionCheck() {
  static const CheckInfo info{"distribution", Part::kStatistics, false,
                              "Compares the quantiles of numbers with their law, clamps, noise and "
                              "rounding included",
                              Collect};
  return info;
}

}  // namespace datagen::validate
