#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "column_formula",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                const spec::Column& column = *table.Find(columns[0])->column;
                const auto& code = rule.Get<expression::Code>("code");
                const std::string claim =
                    fmt::format("{}.{} is {}", table.node->id, column.name, code.text);
                std::string why;
                const auto formula = FormulaDiffersSql(code, *table.node, column, &why);
                if (!formula) {
                  checks->push_back(std::make_unique<Untestable>(
                      info, context.Path(rule.where), table.node->id, columns, claim, why));
                  return;
                }
                std::vector<std::string> all = columns;
                all.insert(all.end(), formula->columns.begin(), formula->columns.end());
                if (context.Readable(table.node->id, all) == nullptr) return;
                checks->push_back(std::make_unique<RowCheck>(info, context.Path(rule.where), table,
                                                             all, claim, formula->sql));
              });
}

}  // namespace

const CheckInfo& ColumnFormulaCheck() {
  static const CheckInfo info{"column_formula", Part::kConstraints, false,
                              "Computes the columns of a formula again", Collect};
  return info;
}

}  // namespace datagen::validate
