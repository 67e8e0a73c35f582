#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// The column that holds what `column` refers to: of the table's own foreign key, else of the
// look-up that fills it, else the primary key; "" where that has several columns.
std::string KeyOf(const Context& context, const spec::Node& node, const std::string& column) {
  for (const spec::ForeignKey& key : context.spec.constraints.foreign_keys) {
    if (key.from.node == node.id && key.to.node == node.id && key.from.columns.size() == 1 &&
        key.from.columns[0] == column) {
      return key.to.columns[0];
    }
  }
  const auto* copied = context.claims.ValuesOf(*node.Find(column)).Find<claims::Copied>();
  if (copied != nullptr && copied->from.table == node.id && copied->from.columns.size() == 1) {
    return copied->from.columns[0];
  }
  return node.pk.size() == 1 ? node.pk[0] : "";
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(
      context, "hierarchy",
      [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
        const std::string key = KeyOf(context, *table.node, columns[0]);
        if (key.empty() || !table.Has(key)) {
          checks->push_back(std::make_unique<Untestable>(
              info, context.Path(rule.where), table.node->id, columns,
              fmt::format("{}.{} makes trees", table.node->id, columns[0]),
              key.empty() ? "the key that it refers to has several columns"
                          : fmt::format("its key '{}' is missing or hidden", key)));
          return;
        }
        const std::string id = Identifier(key);
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
