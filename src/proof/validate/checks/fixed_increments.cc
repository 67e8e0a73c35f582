#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "fixed_increments",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                const auto* given = rule.Find<spec::Number>("start");
                const double start = given == nullptr ? 0 : given->value;
                const double step = rule.Get<spec::Number>("step").value;
                const std::string steps =
                    fmt::format("((CAST({} AS DOUBLE) - {}) / {})", Identifier(columns[0]),
                                ToSqlNumber(start), ToSqlNumber(step));
                checks->push_back(std::make_unique<RowCheck>(
                    info, context.Path(rule.where), table, columns,
                    fmt::format("{}.{} is {} + k * {}", table.node->id, columns[0], start, step),
                    fmt::format("abs({0} - round({0})) > 1e-6", steps)));
              });
}

}  // namespace

const CheckInfo& FixedIncrementsCheck() {
  static const CheckInfo info{"fixed_increments", Part::kConstraints, false,
                              "Finds numbers that are no whole number of steps from the start",
                              Collect};
  return info;
}

}  // namespace datagen::validate
