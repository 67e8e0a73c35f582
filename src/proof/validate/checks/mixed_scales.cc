#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "mixed_scales",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                std::string cases;
                for (const spec::Limits& limits : rule.Get<std::vector<spec::Limits>>("values")) {
                  cases += fmt::format(" WHEN {} THEN {} NOT BETWEEN {} AND {}",
                                       query::Literal(limits.of), Identifier(columns[0]),
                                       limits.low.text, limits.high.text);
                }
                checks->push_back(std::make_unique<RowCheck>(
                    info, context.Path(rule.where), table, columns,
                    fmt::format("{}.{} lies in the limits of its {}", table.node->id, columns[0],
                                columns[1]),
                    fmt::format("CASE CAST({} AS VARCHAR){} ELSE {} IS NOT NULL END",
                                Identifier(columns[1]), cases, Identifier(columns[1]))));
              });
}

}  // namespace

const CheckInfo& MixedScalesCheck() {
  static const CheckInfo info{"mixed_scales", Part::kConstraints, false,
                              "Finds numbers outside the limits of their scale", Collect};
  return info;
}

}  // namespace datagen::validate
