#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(
      context, "inequalities", "left",
      [&](const Table& table, const spec::Column& column, const base::Json& item,
          const std::string& name) {
        const std::string& other = item.Find("right")->text();
        const std::string right = other.substr(other.find('.') + 1);
        std::vector<std::string> columns{column.name, right};
        if (context.Readable(table.node->id, columns) == nullptr) return;
        const std::string& op = item.Find("op")->text();
        checks->push_back(std::make_unique<RowCheck>(
            info, context.Path(item), table, columns, fmt::format("{} {} {}", name, op, other),
            fmt::format("NOT ({} {} {})", query::Identifier(column.name), op == "==" ? "=" : op,
                        query::Identifier(right))));
        checks->back()->set_rule({.kind = Rule::Kind::kOrder, .columns = columns, .op = op});
      });
}

}  // namespace

const CheckInfo& InequalityCheck() {
  static const CheckInfo info{"inequality", Part::kConstraints, false,
                              "Finds rows where two columns are in the wrong order", Collect};
  return info;
}

}  // namespace datagen::validate
