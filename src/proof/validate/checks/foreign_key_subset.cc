#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "foreign_key_subset",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        const auto& to = rule.Get<spec::ColumnList>("to");
        const std::string& other = to.node;
        const std::string& key = to.column();
        const auto& where = rule.Get<expression::Code>("where");
        const std::string claim = fmt::format("every {}.{} is a {} where {}", table.node->id,
                                              columns[0], to.Print(), where.text);
        const Table* target = context.Readable(other, {key});
        std::string why = "the other table is not in the files";
        const auto condition =
            target == nullptr ? std::nullopt : ToSql(where, *target->node, "p", &why);
        if (!condition) {
          checks->push_back(std::make_unique<Untestable>(info, context.Path(rule.where),
                                                         table.node->id, columns, claim, why));
          return;
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(rule.where), table.node->id, columns, claim,
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
