#include <fmt/format.h>

#include "proof/validate/column_law.h"
#include "proof/validate/statistical.h"

namespace datagen::validate {
namespace {

using query::Identifier;

constexpr int64_t kRowsMin = 100;

class Variation : public Check {
 public:
  Variation(const CheckInfo& info, std::string path, const Table& table, const spec::Column& column)
      : Check(info, std::move(path), table.node->id, {column.name},
              fmt::format("{}.{} varies", table.node->id, column.name)) {}

  [[nodiscard]] std::vector<Figure> Figures() const override {
    const std::string name = Identifier(columns()[0]);
    return {
        {{fmt::format("count({})", name), fmt::format("min({0}) IS DISTINCT FROM max({0})", name)},
         Variety{columns()[0]}}};
  }

  base::Status Judge(Session& /*session*/, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    finding->rows = IntegerAt(values, 0);
    if (finding->rows < kRowsMin || values[1] == "true") return base::Status::Ok();
    finding->verdict = Verdict::kFailed;
    finding->violations = 1;
    finding->message = "every row has the same value";
    return base::Status::Ok();
  }
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const ColumnLaw law = LawOfColumn(context.claims, column);
    if (law.clean == nullptr || law.law == nullptr) return;
    // A law that gives one value nearly always need not vary.
    if (!(law.clean->Near(0.02) < law.clean->Near(0.98))) return;
    checks->push_back(
        std::make_unique<Variation>(info, context.Path(column.generator->where), table, column));
  });
}

}  // namespace

const CheckInfo& VariationCheck() {
  static const CheckInfo info{"variation", Part::kStatistics, false,
                              "Finds columns of numbers that do not vary", Collect};
  return info;
}

}  // namespace datagen::validate
