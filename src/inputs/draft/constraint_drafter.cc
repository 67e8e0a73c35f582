#include "inputs/draft/constraint_drafter.h"

#include "inputs/draft/number_limits.h"

namespace datagen::draft {
namespace {

using spec::ColumnList;
using spec::Constraints;

void AddUniqueKeys(const TableDraft& table, Constraints* to) {
  for (const schema::Key& key : table.table().unique_keys) {
    if (!table.IsWritten(key.columns) || key.columns == table.primary_key) continue;
    // What is always null repeats as often as it likes.
    if (key.columns.size() == 1 && table.Find(key.columns[0])->null_rate == 1.0) continue;
    to->unique.push_back({table.id(), key.columns});
  }
}

void AddReferences(const TableDraft& table, Constraints* to) {
  for (const schema::ForeignKey& key : table.table().foreign_keys) {
    if (!table.IsWritten(key.columns)) continue;
    const std::string& target = table.id_of(TableIndex(table.schema(), key.target));
    to->foreign_keys.push_back(
        {ColumnList{table.id(), key.columns}, ColumnList{target, key.target_columns}});
  }
}

spec::Number Bound(double bound, int scale) { return {NumberOf(bound, scale).text(), bound}; }

void AddRanges(const TableDraft& table, Constraints* to) {
  for (const auto& [name, facts] : table.facts().columns) {
    if (!table.IsWritten({name}) || (!facts.low && !facts.high)) continue;
    const NumberLimits limits = LimitsOf(table.Find(name)->schema_type(), facts);
    spec::Range range;
    range.column = {table.id(), {name}};
    if (facts.low) range.min = Bound(limits.low, limits.scale);
    if (facts.high) range.max = Bound(limits.high, limits.scale);
    to->ranges.push_back(std::move(range));
  }
}

void AddOrders(const TableDraft& table, Constraints* to) {
  for (const ColumnOrder& order : table.facts().orders) {
    if (!table.IsWritten({order.low, order.high})) continue;
    spec::Inequality inequality;
    inequality.left = {table.id(), {order.low}};
    inequality.op = order.strict ? "<" : "<=";
    inequality.right = {table.id(), {order.high}};
    to->inequalities.push_back(std::move(inequality));
  }
}

}  // namespace

void AddConstraints(const TableDraft& table, Constraints* constraints) {
  AddUniqueKeys(table, constraints);
  AddReferences(table, constraints);
  AddRanges(table, constraints);
  AddOrders(table, constraints);
}

}  // namespace datagen::draft
