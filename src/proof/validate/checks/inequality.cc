#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(
      context, context.spec.constraints.inequalities, &spec::Inequality::left,
      [&](const Table& table, const spec::Column& column, const spec::Inequality& inequality) {
        const std::string& right = inequality.right.column();
        const std::string& op = inequality.op;
        std::vector<std::string> columns{column.name, right};
        if (context.Readable(table.node->id, columns) == nullptr) return;
        checks->push_back(std::make_unique<RowCheck>(
            info, context.Path(inequality.where), table, columns,
            fmt::format("{} {} {}", inequality.left.Print(), op, inequality.right.Print()),
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
