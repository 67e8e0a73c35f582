#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "proof/validate/column_law.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using query::Identifier;

class OutlierShare : public Check {
 public:
  OutlierShare(const CheckInfo& info, std::string path, const Table& table,
               const spec::Column& column, ColumnLaw law)
      : Check(info, std::move(path), table.node->id, {column.name},
              fmt::format("{:.4g} of {}.{} are outliers", law.outlier_rate, table.node->id,
                          column.name)),
        law_(std::move(law)) {
    // A limit that few clean values pass: a twentieth of the rate.
    const double clean_share = law_.outlier_rate / 20;
    limit_ = law_.clean->Near(law_.drops ? clean_share : 1 - clean_share);
    clean_ = Beyond(*law_.clean);
    expected_ = Beyond(*law_.law);
    std::vector<std::string> shown;
    for (const std::string& key : table.node->pk) {
      if (table.Has(key)) shown.push_back(key);
    }
    shown.push_back(column.name);
    shown_ = query::IdentifierList(shown);
  }

  [[nodiscard]] int Tests() const override { return 1; }

  [[nodiscard]] std::vector<Figure> Figures() const override {
    return {fmt::format("count({})", Identifier(columns()[0])),
            fmt::format("count_if({})", Condition())};
  }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    finding->rows = IntegerAt(values, 0);
    const int64_t hits = IntegerAt(values, 1);
    finding->sql =
        fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} {}", shown_, Identifier(table()),
                    Condition(), Identifier(columns()[0]), law_.drops ? "ASC" : "DESC");
    const double rate = law_.outlier_rate;
    const double of_hit = (expected_ - (1 - rate) * clean_) / rate;
    constexpr double kVisible = 0.2;
    if (finding->rows == 0 || of_hit - clean_ < kVisible) {
      finding->verdict = Verdict::kNotApplicable;
      finding->message = "its outliers do not stand out: a clamp or a small magnitude hides them";
      return base::Status::Ok();
    }
    const double share = static_cast<double>(hits) / static_cast<double>(finding->rows);
    const double observed = (share - clean_) / (of_hit - clean_);
    // Runs of 2 to 10 rows count as few independent hits: E[L²]/E[L] = 7.1.
    constexpr double kBurstInflation = 8;
    Statistic statistic{"binomial", static_cast<double>(hits), 0,
                        ShareP(hits, finding->rows, expected_, law_.bursts ? kBurstInflation : 1)};
    statistic.measure = "share of outliers";
    statistic.observed = std::max(0.0, observed);
    statistic.expected = rate;
    statistic.deviation = std::abs(observed - rate);
    statistic.tolerance = std::min(kShareTolerance, rate / 10);
    Decide(session, statistic, finding);
    if (finding->verdict == Verdict::kFailed) {
      finding->message =
          fmt::format("{:.4g} of the rows are outliers, expected {:.4g}", statistic.observed, rate);
      finding->quality = 1 - std::min(1.0, statistic.deviation / rate);
      finding->recommendation = {
          {path() + ".args.rate", fmt::format("set it to {:.3g}, or mend the data", observed)}};
    }
    finding->detail = base::Json::Object();
    finding->detail.Set("limit", base::Json::Number(limit_));
    finding->detail.Set("rows_beyond", base::Json::Number(hits));
    return hits > 0 ? session.AddExamples(finding) : base::Status::Ok();
  }

 private:
  [[nodiscard]] double Beyond(const Law& law) const {
    return law_.drops ? law.AtMost(limit_) : 1 - law.AtMost(limit_);
  }
  [[nodiscard]] std::string Condition() const {
    return fmt::format("{} {} {}", Identifier(columns()[0]), law_.drops ? "<=" : ">",
                       ToSqlNumber(limit_));
  }

  ColumnLaw law_;
  double limit_ = 0;
  double clean_ = 0;
  double expected_ = 0;
  std::string shown_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const std::vector<claims::Change>& changes = context.claims.ChangesOf(column);
    const auto change = std::find_if(changes.begin(), changes.end(), [](const auto& c) {
      return std::holds_alternative<claims::Outliers>(c.what);
    });
    if (change == changes.end()) return;
    ColumnLaw law = LawOfColumn(context.claims, column);
    const auto& call = column.modifiers[static_cast<size_t>(change - changes.begin())];
    const std::string path = context.Path(call.where);
    if (law.law == nullptr || law.outlier_rate <= 0) {
      checks->push_back(std::make_unique<Untestable>(
          info, path, table.node->id, std::vector<std::string>{column.name},
          fmt::format("the outliers of {}.{} come at their rate", table.node->id, column.name),
          law.why.empty() ? "its rate is 0" : law.why));
      return;
    }
    checks->push_back(std::make_unique<OutlierShare>(info, path, table, column, std::move(law)));
  });
}

}  // namespace

const CheckInfo& OutlierShareCheck() {
  static const CheckInfo info{"outlier_share", Part::kBehaviour, false,
                              "Compares the share of outliers with their rate, and shows the "
                              "largest",
                              Collect};
  return info;
}

}  // namespace datagen::validate
