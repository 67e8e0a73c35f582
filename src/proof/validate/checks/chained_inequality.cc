#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "chained_inequality",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        const bool* strict = rule.Find<bool>("strict");
        const bool is_strict = strict != nullptr && *strict;
        std::vector<std::string> broken;
        for (size_t i = 0; i + 1 < columns.size(); ++i) {
          broken.push_back(fmt::format("{} {} {}", Identifier(columns[i]), is_strict ? ">=" : ">",
                                       Identifier(columns[i + 1])));
        }
        if (broken.empty()) return;
        checks->push_back(std::make_unique<RowCheck>(
            info, context.Path(rule.where), table, columns,
            fmt::format("{}: {}", table.node->id, fmt::join(columns, is_strict ? " < " : " <= ")),
            fmt::format("{}", fmt::join(broken, " OR "))));
      });
}

}  // namespace

const CheckInfo& ChainedInequalityCheck() {
  static const CheckInfo info{"chained_inequality", Part::kConstraints, false,
                              "Finds rows in which columns do not rise from left to right",
                              Collect};
  return info;
}

}  // namespace datagen::validate
