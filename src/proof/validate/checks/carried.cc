#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/family_keys.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* copied = values.Find<claims::Copied>();
    if (copied == nullptr || !column.modifiers.empty()) return;
    const std::string& other = copied->from.table;
    const std::string& value = copied->from.column();
    const auto join = JoinOfCopy(context, *table.node, *copied);
    const Table* target = context.Readable(other, {value});
    if (!join || target == nullptr) return;
    for (const auto& [mine, theirs] : join->columns) {
      if (mine == column.name || theirs == value) return;  // the key itself: a foreign key
    }
    // Another type may cut or round what it takes.
    if (!(target->Find(value)->column->type == column.type)) return;
    std::vector<std::string> shown;
    for (const std::string& key : table.node->pk) {
      if (table.Has(key) && key != column.name) shown.push_back("c." + Identifier(key));
    }
    shown.push_back("c." + Identifier(column.name));
    checks->push_back(std::make_unique<QueryCheck>(
        info, context.Path(column.generator->where), table.node->id,
        std::vector<std::string>{column.name},
        fmt::format("{}.{} is the {} of the row it refers to", table.node->id, column.name,
                    PrintReference(copied->from)),
        fmt::format("SELECT {}, p.{} AS expected FROM {} AS c JOIN {} AS p ON {} WHERE c.{} <> "
                    "p.{}",
                    query::List(shown), Identifier(value), Identifier(table.node->id),
                    Identifier(other), join->Condition("c", "p"), Identifier(column.name),
                    Identifier(value))));
  });
}

}  // namespace

const CheckInfo& CarriedCheck() {
  static const CheckInfo info{"carried", Part::kConstraints, false,
                              "Compares carried values with the row that they come from", Collect};
  return info;
}

}  // namespace datagen::validate
