#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "reference_table",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        const auto& to = rule.Get<spec::ColumnList>("to");
        const std::string& other = to.node;
        const spec::Names& keys = to.columns;
        if (context.Readable(other, keys) == nullptr || keys.size() != columns.size()) return;
        std::vector<std::string> equal;
        for (size_t i = 0; i < keys.size(); ++i) {
          equal.push_back(fmt::format("c.{} = p.{}", Identifier(columns[i]), Identifier(keys[i])));
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(rule.where), table.node->id, columns,
            fmt::format("every {} is a row of {}", NameOf(table.node->id, columns), to.Print()),
            fmt::format("SELECT {} FROM {} AS c ANTI JOIN {} AS p ON {} WHERE {}",
                        ShownColumns(table, columns, "c"), Identifier(table.node->id),
                        Identifier(other), fmt::join(equal, " AND "), AllGiven(columns, "c"))));
      });
}

}  // namespace

const CheckInfo& ReferenceTableCheck() {
  static const CheckInfo info{"reference_table", Part::kConstraints, false,
                              "Finds combinations that are no row of the reference table", Collect};
  return info;
}

}  // namespace datagen::validate
