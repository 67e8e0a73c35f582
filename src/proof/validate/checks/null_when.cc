#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.null_when) return;
    const std::string claim = fmt::format("{}.{} is null exactly when {}", table.node->id,
                                          column.name, column.null_when->text);
    const std::string path = context.Path(column.null_when->where);
    std::vector<std::string> columns{column.name};
    std::string why;
    const auto condition = ToSql(*column.null_when, *table.node, "", &why);
    if (!condition) {
      checks->push_back(
          std::make_unique<Untestable>(info, path, table.node->id, columns, claim, why));
      return;
    }
    for (const std::string& name : condition->columns) {
      if (name != column.name) columns.push_back(name);
    }
    if (context.Readable(table.node->id, columns) == nullptr) return;
    checks->push_back(
        std::make_unique<RowCheck>(info, path, table, columns, claim,
                                   fmt::format("({} IS NULL) <> coalesce({}, false)",
                                               query::Identifier(column.name), condition->sql)));
  });
}

}  // namespace

const CheckInfo& NullWhenCheck() {
  static const CheckInfo info{"null_when", Part::kConstraints, false,
                              "Compares nulls with the condition that they depend on", Collect};
  return info;
}

}  // namespace datagen::validate
