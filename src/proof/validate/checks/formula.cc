#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* made = values.Find<claims::Formula>();
    if (made == nullptr || !column.modifiers.empty() || column.type.length_max > 0) return;
    const expression::Code& code = made->code;
    const std::string claim = fmt::format("{}.{} is {}", table.node->id, column.name, code.text);
    std::vector<std::string> columns{column.name};
    std::string why;
    const auto formula = FormulaDiffersSql(code, *table.node, column, &why);
    if (!formula) {
      checks->push_back(std::make_unique<Untestable>(info, context.Path(code.where), table.node->id,
                                                     columns, claim, why));
      return;
    }
    for (const std::string& name : formula->columns) columns.push_back(name);
    if (context.Readable(table.node->id, columns) == nullptr) return;
    checks->push_back(std::make_unique<RowCheck>(info, context.Path(code.where), table, columns,
                                                 claim, formula->sql));
  });
}

}  // namespace

const CheckInfo& FormulaCheck() {
  static const CheckInfo info{"formula", Part::kConstraints, false,
                              "Computes the columns of expressions again", Collect};
  return info;
}

}  // namespace datagen::validate
