#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "one_hot",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                std::vector<std::string> parts;
                parts.reserve(columns.size());
                for (const std::string& column : columns) {
                  parts.push_back(fmt::format("CAST({} AS INTEGER)", Identifier(column)));
                }
                checks->push_back(std::make_unique<RowCheck>(
                    info, context.Path(rule.where), table, columns,
                    fmt::format("exactly one of {} is true", NameOf(table.node->id, columns)),
                    fmt::format("{} <> 1", fmt::join(parts, " + "))));
              });
}

}  // namespace

const CheckInfo& OneHotCheck() {
  static const CheckInfo info{"one_hot", Part::kConstraints, false,
                              "Finds rows in which not exactly one of some columns is true",
                              Collect};
  return info;
}

}  // namespace datagen::validate
