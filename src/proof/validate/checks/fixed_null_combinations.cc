#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "fixed_null_combinations",
              [&](const Table& table, const Json& item, const std::vector<std::string>& columns) {
                std::vector<std::string> allowed;
                for (const Json& row : item.Find("values")->items()) {
                  std::vector<std::string> parts;
                  for (size_t i = 0; i < columns.size(); ++i) {
                    const bool null = row.items()[i].is_bool() && row.items()[i].boolean();
                    parts.push_back(
                        fmt::format("{} IS {}NULL", Identifier(columns[i]), null ? "" : "NOT "));
                  }
                  allowed.push_back(fmt::format("({})", fmt::join(parts, " AND ")));
                }
                checks->push_back(std::make_unique<RowCheck>(
                    info, context.Path(item), table, columns,
                    fmt::format("the nulls of {} are one of {}", NameOf(table.node->id, columns),
                                item.Find("values")->Excerpt()),
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
