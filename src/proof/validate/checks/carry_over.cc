#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "carry_over",
      [&](const Table& table, const Json& item, const std::vector<std::string>& columns) {
        const std::string& to = item.Find("to")->text();
        const spec::ColumnList target_columns = ReferenceOf(*item.Find("to"));
        const std::string& other = target_columns.node;
        const std::string& value = target_columns.columns[0];
        std::vector<std::string> equal;
        std::vector<std::string> keys{value};
        std::vector<std::string> own = columns;
        for (const base::JsonMember& member : item.Find("on")->members()) {
          equal.push_back(
              fmt::format("c.{} = p.{}", Identifier(member.key), Identifier(member.value.text())));
          keys.push_back(member.value.text());
          own.push_back(member.key);
        }
        if (context.Readable(other, keys) == nullptr ||
            context.Readable(table.node->id, own) == nullptr || equal.empty()) {
          return;
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(item), table.node->id, own,
            fmt::format("{}.{} is the {} that it refers to", table.node->id, columns[0], to),
            fmt::format("SELECT {}, p.{} AS expected FROM {} AS c JOIN {} AS p ON {} WHERE c.{} <> "
                        "p.{}",
                        ShownColumns(table, own, "c"), Identifier(value),
                        Identifier(table.node->id), Identifier(other), fmt::join(equal, " AND "),
                        Identifier(columns[0]), Identifier(value))));
      });
}

}  // namespace

const CheckInfo& CarryOverCheck() {
  static const CheckInfo info{"carry_over", Part::kConstraints, false,
                              "Finds carried values that are not those of the row they come from",
                              Collect};
  return info;
}

}  // namespace datagen::validate
