#include "inputs/draft/node_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace datagen::draft {
namespace {

spec::Column ColumnOf(const ColumnDraft& draft) {
  spec::Column column;
  column.name = draft.name;
  column.type = draft.type;
  column.nullable = draft.nullable;
  column.hidden = draft.is_hidden();
  column.unique = draft.unique;
  column.generator = draft.generator;
  if (!draft.null_when.empty()) {
    column.null_when = spec::Expression(draft.null_when);
  } else {
    column.null_rate = draft.null_rate;
  }
  column.description = draft.reason;
  if (!draft.is_hidden() && !draft.column->comment.empty()) {
    column.description = draft.column->comment + " – " + draft.reason;
  }
  return column;
}

// `mean` as people write it: six significant digits.
spec::Call<kernel::FanoutInfo> Poisson(double mean, int64_t max) {
  Members arguments{{"lambda", base::Json::RawNumber(fmt::format("{:.6g}", mean))}};
  if (max > 0) arguments.emplace_back("max", max);
  return spec::Fanout("poisson", Object(arguments));
}

spec::Call<kernel::FanoutInfo> FanoutOf(const TableRole& role) {
  constexpr double kAlways = 0.95;
  constexpr double kOften = 0.3;
  const bool always_one =
      (role.one_to_one || role.children_max == 1) && role.children_mean >= kAlways;
  if (always_one) return spec::Fanout("fixed", Object({{"count", 1}}));
  if (role.one_to_one && role.children_mean > kOften) {
    return spec::Fanout("uniform", Object({{"min", 0}, {"max", 1}}));
  }
  return Poisson(role.children_mean, role.one_to_one ? 1 : role.children_max);
}

}  // namespace

spec::Node NodeOf(const TableDraft& table) {
  const TableRole& role = table.role();
  const schema::ForeignKey* parent = table.parent_key();
  spec::Node node;
  node.id = table.id();
  node.is_fact = parent != nullptr;
  if (table.id() != table.table().full_name) node.table = table.table().full_name;
  node.pk = table.primary_key;
  if (parent != nullptr) {
    node.parents = {table.id_of(TableIndex(table.schema(), parent->target))};
    node.fanout = FanoutOf(role);
  } else {
    node.rows = role.rows;
  }
  // In the order of the table, hidden ones behind.
  std::vector<const ColumnDraft*> columns;
  columns.reserve(table.columns().size());
  for (const ColumnDraft& column : table.columns()) columns.push_back(&column);
  std::stable_sort(columns.begin(), columns.end(), [](const auto* a, const auto* b) {
    if (a->is_hidden() || b->is_hidden()) return !a->is_hidden() && b->is_hidden();
    return a->column < b->column;
  });
  for (const ColumnDraft* column : columns) node.columns.push_back(ColumnOf(*column));
  const std::string& comment = table.table().comment;
  node.description = (comment.empty() ? "" : comment + " – ") + role.reason;
  return node;
}

}  // namespace datagen::draft
