#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "fixed_null_combinations",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                std::vector<std::string> allowed;
                const auto& combinations = rule.Get<spec::Rows>("values");
                for (const spec::Literals& row : combinations) {
                  std::vector<std::string> parts;
                  for (size_t i = 0; i < columns.size(); ++i) {
                    const bool null = row[i].boolean();
                    parts.push_back(
                        fmt::format("{} IS {}NULL", Identifier(columns[i]), null ? "" : "NOT "));
                  }
                  allowed.push_back(fmt::format("({})", fmt::join(parts, " AND ")));
                }
                checks->push_back(std::make_unique<RowCheck>(
                    info, context.Path(rule.where), table, columns,
                    fmt::format("the nulls of {} are one of {}", NameOf(table.node->id, columns),
                                spec::Excerpt(combinations)),
                    fmt::format("NOT ({})", fmt::join(allowed, " OR "))));
              });
}

}  // namespace

const CheckInfo& FixedNullCombinationsCheck() {
  static const CheckInfo info{"fixed_null_combinations", Part::kConstraints, false,
                              "Finds columns that are null together as they must not be", Collect};
  return info;
}

}  // namespace datagen::validate
