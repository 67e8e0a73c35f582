#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "mixed_scales",
              [&](const Table& table, const Json& item, const std::vector<std::string>& columns) {
                std::string cases;
                for (const base::JsonMember& member : item.Find("values")->members()) {
                  cases +=
                      fmt::format(" WHEN {} THEN {} NOT BETWEEN {} AND {}",
                                  query::Literal(member.key), Identifier(columns[0]),
                                  member.value.items()[0].text(), member.value.items()[1].text());
                }
                checks->push_back(std::make_unique<RowCheck>(
                    info, context.Path(item), table, columns,
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
