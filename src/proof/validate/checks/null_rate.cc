#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

constexpr double kDefaultRate = 0.05;  // of a nullable column whose generator gives no nulls

class NullRate : public Check {
 public:
  NullRate(const CheckInfo& info, std::string path, const Table& table, const spec::Column& column,
           double rate)
      : Check(
            info, std::move(path), table.node->id, {column.name},
            fmt::format("{}.{} is null in {:.4g} of the rows", table.node->id, column.name, rate)),
        rate_(rate) {}

  [[nodiscard]] int Tests() const override { return 1; }
  [[nodiscard]] std::vector<Figure> Figures() const override {
    return {{{fmt::format("count_if({} IS NULL)", query::Identifier(columns()[0]))},
             BrokenCount{NullIn{columns()[0]}}}};
  }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    const int64_t nulls = IntegerAt(values, 0);
    finding->rows = session.RowCount(table());
    if (finding->rows == 0) return base::Status::Ok();
    const double share = static_cast<double>(nulls) / static_cast<double>(finding->rows);
    Statistic statistic{"binomial", static_cast<double>(nulls), 0,
                        ShareP(nulls, finding->rows, rate_)};
    statistic.measure = "share of nulls";
    statistic.observed = share;
    statistic.expected = rate_;
    statistic.deviation = std::abs(share - rate_);
    statistic.tolerance = rate_ == 0 || rate_ == 1 ? 0 : kShareTolerance;
    Decide(session, statistic, finding);
    if (finding->verdict == Verdict::kFailed) {
      finding->message = fmt::format("{:.4g} of the rows are null, expected {:.4g}", share, rate_);
      finding->recommendation = {
          {path(), fmt::format("set \"null_rate\" to {:.3g}, or mend the data", share)}};
    }
    return base::Status::Ok();
  }

 private:
  double rate_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.nullable || !column.generator || column.null_when) return;
    // Only where no function gives nulls by itself is the rate all there is.
    if (context.claims.ValuesOf(column).may_be_null) return;
    const std::vector<claims::Change>& changes = context.claims.ChangesOf(column);
    const bool may_add =
        std::any_of(changes.begin(), changes.end(),
                    [](const claims::Change& change) { return change.may_be_null; });
    if (may_add) return;
    const ColumnState& state = *table.Find(column.name);
    if (!state.absent.empty()) return;
    checks->push_back(std::make_unique<NullRate>(info, context.Path(column.where), table, column,
                                                 column.null_rate.value_or(kDefaultRate)));
  });
}

}  // namespace

const CheckInfo& NullRateCheck() {
  static const CheckInfo info{"null_rate", Part::kStatistics,
                              false,       "Compares the share of nulls with the rate",
                              Collect,     Looks::kAtForm};
  return info;
}

}  // namespace datagen::validate
