#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "reference_table",
      [&](const Table& table, const Json& item, const std::vector<std::string>& columns) {
        const std::string& to = item.Find("to")->text();
        const auto [other, keys, where] = ReferenceOf(*item.Find("to"));
        if (context.Readable(other, keys) == nullptr || keys.size() != columns.size()) return;
        std::vector<std::string> equal;
        for (size_t i = 0; i < keys.size(); ++i) {
          equal.push_back(fmt::format("c.{} = p.{}", Identifier(columns[i]), Identifier(keys[i])));
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(item), table.node->id, columns,
            fmt::format("every {} is a row of {}", NameOf(table.node->id, columns), to),
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
