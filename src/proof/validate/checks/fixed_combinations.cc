#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "fixed_combinations",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                std::vector<std::string> rows;
                const auto& combinations = rule.Get<spec::Rows>("values");
                for (const spec::Literals& row : combinations) {
                  std::vector<std::string> values;
                  for (size_t i = 0; i < columns.size(); ++i) {
                    values.push_back(ToSqlLiteral(row[i], table.Find(columns[i])->column->type));
                  }
                  rows.push_back("(" + query::List(values) + ")");
                }
                std::vector<std::string> equal;
                std::vector<std::string> names;
                for (size_t i = 0; i < columns.size(); ++i) {
                  names.push_back(fmt::format("v{}", i));
                  equal.push_back(
                      fmt::format("t.{} IS NOT DISTINCT FROM l.v{}", Identifier(columns[i]), i));
                }
                checks->push_back(std::make_unique<QueryCheck>(
                    info, context.Path(rule.where), table.node->id, columns,
                    fmt::format("{} is one of {}", NameOf(table.node->id, columns),
                                spec::Excerpt(combinations)),
                    fmt::format("SELECT {} FROM {} AS t ANTI JOIN (VALUES {}) AS l({}) ON {}",
                                ShownColumns(table, columns, "t"), Identifier(table.node->id),
                                query::List(rows), query::List(names), fmt::join(equal, " AND "))));
              });
}

}  // namespace

const CheckInfo& FixedCombinationsCheck() {
  static const CheckInfo info{"fixed_combinations", Part::kConstraints, false,
                              "Finds combinations of values that are not listed", Collect};
  return info;
}

}  // namespace datagen::validate
