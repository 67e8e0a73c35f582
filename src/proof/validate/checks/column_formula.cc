#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "column_formula",
              [&](const Table& table, const Json& item, const std::vector<std::string>& columns) {
                const spec::Column& column = *table.Find(columns[0])->column;
                const std::string& code = item.Find("code")->text();
                const std::string claim =
                    fmt::format("{}.{} is {}", table.node->id, column.name, code);
                std::string why;
                const auto formula = ToSql(code, *table.node, "", &why);
                if (!formula) {
                  checks->push_back(std::make_unique<Untestable>(
                      info, context.Path(item), table.node->id, columns, claim, why));
                  return;
                }
                std::vector<std::string> all = columns;
                all.insert(all.end(), formula->columns.begin(), formula->columns.end());
                if (context.Readable(table.node->id, all) == nullptr) return;
                std::string sql = formula->sql;
                if (!column.type.is_numeric()) {
                  sql = fmt::format("TRY_CAST({} AS {})", sql, SqlType(column.type));
                }
                checks->push_back(std::make_unique<RowCheck>(info, context.Path(item), table, all,
                                                             claim, DiffersSql(column, "", sql)));
              });
}

}  // namespace

const CheckInfo& ColumnFormulaCheck() {
  static const CheckInfo info{"column_formula", Part::kConstraints, false,
                              "Computes the columns of a formula again", Collect};
  return info;
}

}  // namespace datagen::validate
