#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "carry_over",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        const auto& to = rule.Get<spec::ColumnList>("to");
        const std::string& other = to.node;
        const std::string& value = to.column();
        std::vector<std::string> equal;
        std::vector<std::string> keys{value};
        std::vector<std::string> own = columns;
        for (const auto& [here, there] : rule.Get<spec::ColumnPairs>("on")) {
          equal.push_back(fmt::format("c.{} = p.{}", Identifier(here), Identifier(there)));
          keys.push_back(there);
          own.push_back(here);
        }
        if (context.Readable(other, keys) == nullptr ||
            context.Readable(table.node->id, own) == nullptr || equal.empty()) {
          return;
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(rule.where), table.node->id, own,
            fmt::format("{}.{} is the {} that it refers to", table.node->id, columns[0],
                        to.Print()),
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
