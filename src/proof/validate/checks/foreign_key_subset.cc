#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "foreign_key_subset",
      [&](const Table& table, const Json& item, const std::vector<std::string>& columns) {
        const std::string& to = item.Find("to")->text();
        const spec::ColumnList target_columns = ReferenceOf(*item.Find("to"));
        const std::string& other = target_columns.node;
        const std::string& key = target_columns.columns[0];
        const std::string& where = item.Find("where")->text();
        const std::string claim =
            fmt::format("every {}.{} is a {} where {}", table.node->id, columns[0], to, where);
        const Table* target = context.Readable(other, {key});
        std::string why = "the other table is not in the files";
        const auto condition =
            target == nullptr ? std::nullopt : ToSql(where, *target->node, "p", &why);
        if (!condition) {
          checks->push_back(std::make_unique<Untestable>(info, context.Path(item), table.node->id,
                                                         columns, claim, why));
          return;
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(item), table.node->id, columns, claim,
            fmt::format(
                "SELECT {} FROM {} AS c ANTI JOIN (SELECT p.{} AS k FROM {} AS p WHERE {}) AS "
                "s ON c.{} = s.k WHERE c.{} IS NOT NULL",
                ShownColumns(table, columns, "c"), Identifier(table.node->id), Identifier(key),
                Identifier(other), condition->sql, Identifier(columns[0]),
                Identifier(columns[0]))));
      });
}

}  // namespace

const CheckInfo& ForeignKeySubsetCheck() {
  static const CheckInfo info{"foreign_key_subset", Part::kRelationships, false,
                              "Finds references to rows for which the condition does not hold",
                              Collect};
  return info;
}

}  // namespace datagen::validate
