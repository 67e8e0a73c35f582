#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "polymorphic",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        std::vector<std::string> found;
        std::vector<std::string> kinds;
        for (const spec::TargetOf& target : rule.Get<std::vector<spec::TargetOf>>("values")) {
          const std::string& other = target.column.node;
          const std::string& key = target.column.column();
          kinds.push_back(query::Literal(target.value));
          if (context.Readable(other, {key}) == nullptr) return;
          found.push_back(
              fmt::format("SELECT {} FROM {} AS c ANTI JOIN {} AS p ON c.{} = p.{} WHERE CAST(c.{} "
                          "AS VARCHAR) = {} "
                          "AND c.{} IS NOT NULL",
                          ShownColumns(table, columns, "c"), Identifier(table.node->id),
                          Identifier(other), Identifier(columns[0]), Identifier(key),
                          Identifier(columns[1]), kinds.back(), Identifier(columns[0])));
        }
        found.push_back(fmt::format(
            "SELECT {} FROM {} AS c WHERE CAST(c.{} AS VARCHAR) NOT IN ({}) AND c.{} IS NOT NULL",
            ShownColumns(table, columns, "c"), Identifier(table.node->id), Identifier(columns[1]),
            query::List(kinds), Identifier(columns[0])));
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(rule.where), table.node->id, columns,
            fmt::format("every {}.{} is a row of the table that {} names", table.node->id,
                        columns[0], columns[1]),
            fmt::format("{}", fmt::join(found, " UNION ALL "))));
      });
}

}  // namespace

const CheckInfo& PolymorphicCheck() {
  static const CheckInfo info{
      "polymorphic", Part::kRelationships, false,
      "Finds references to rows that the table named beside them does not have", Collect};
  return info;
}

}  // namespace datagen::validate
