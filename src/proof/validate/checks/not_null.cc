#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (column.nullable) return;
    const ColumnState& state = *table.Find(column.name);
    // A value that could not be read is the type's failure, a file without the column the files'.
    const std::string looked_at = state.cast ? GivenColumn(column.name) : column.name;
    Condition broken(query::Identifier(looked_at) + " IS NULL", NullIn{looked_at});
    if (!state.absent.empty() && !table.file_column.empty()) {
      std::vector<std::string> files;
      for (const std::string& file : state.absent) files.push_back(query::Literal(file));
      broken = broken.sql + fmt::format(" AND {} NOT IN ({})", query::Identifier(table.file_column),
                                        query::List(files));
    }
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.where.At("nullable")), table,
        std::vector<std::string>{column.name},
        fmt::format("{}.{} is never null", table.node->id, column.name), broken));
    checks->back()->set_rule({.kind = Rule::Kind::kNotNull, .columns = {column.name}});
  });
}

}  // namespace

const CheckInfo& NotNullCheck() {
  static const CheckInfo info{"not_null", Part::kConstraints,
                              false,      "Finds nulls where none may be",
                              Collect,    Looks::kAtForm};
  return info;
}

}  // namespace datagen::validate
