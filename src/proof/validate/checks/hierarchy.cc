#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "hierarchy",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        if (table.node->pk.size() != 1 || !table.Has(table.node->pk[0])) return;
        const std::string id = Identifier(table.node->pk[0]);
        const std::string above = Identifier(columns[0]);
        const std::string name = Identifier(table.node->id);
        const auto* most = rule.Find<spec::Number>("depth_max");
        const std::string deep = most == nullptr ? "" : fmt::format(" OR r.depth > {}", most->text);
        // From the roots downwards; what is not reached hangs on itself (or on nothing, which is
        // the foreign key's matter).
        checks->push_back(std::make_unique<QueryCheck>(
            info, context.Path(rule.where), table.node->id, columns,
            fmt::format(
                "{}.{} makes trees{}", table.node->id, columns[0],
                most == nullptr ? "" : fmt::format(" of at most {} rows above", most->text)),
            fmt::format(
                "WITH RECURSIVE r AS (SELECT {0} AS id, 0 AS depth FROM {2} WHERE {1} IS NULL "
                "UNION ALL SELECT t.{0}, r.depth + 1 FROM {2} AS t JOIN r ON t.{1} = r.id) "
                "SELECT t.{0}, t.{1}, r.depth FROM {2} AS t LEFT JOIN r ON t.{0} = r.id WHERE "
                "(r.id IS NULL AND t.{1} IN (SELECT {0} FROM {2})){3}",
                id, above, name, deep)));
      });
}

}  // namespace

const CheckInfo& HierarchyCheck() {
  static const CheckInfo info{"hierarchy", Part::kConstraints, false,
                              "Finds rows that are above themselves, and trees that are too deep",
                              Collect};
  return info;
}

}  // namespace datagen::validate
