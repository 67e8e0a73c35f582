#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "denormalised",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        const auto& decided = rule.Get<spec::Names>("columns");
        const auto& on = rule.Get<spec::Names>("on");
        std::vector<std::string> differs;
        differs.reserve(decided.size());
        for (const std::string& column : decided) {
          differs.push_back(
              fmt::format("count(DISTINCT {0}) + max(CASE WHEN {0} IS NULL THEN 1 ELSE 0 "
                          "END) > 1",
                          Identifier(column)));
        }
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(rule.where), table.node->id, columns,
            fmt::format("{}: {} is decided by {}", table.node->id, fmt::join(decided, ", "),
                        fmt::join(on, ", ")),
            fmt::format(
                "SELECT {0}, count(*) AS rows FROM {1} AS t WHERE {2} GROUP BY {0} HAVING {3}",
                query::IdentifierList(on), Identifier(table.node->id), AllGiven(on, "t"),
                fmt::join(differs, " OR "))));
      });
}

}  // namespace

const CheckInfo& DenormalisedCheck() {
  static const CheckInfo info{
      "denormalised", Part::kConstraints, false,
      "Finds rows that agree in the columns that decide, and not in those decided", Collect};
  return info;
}

}  // namespace datagen::validate
