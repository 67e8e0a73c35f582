#include "inputs/draft/reference_drafter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "functions/expression/parser.h"
#include "functions/kernel/reference.h"
#include "inputs/draft/generators.h"

namespace datagen::draft {

using base::Json;
using expression::ColumnName;
using schema::ForeignKey;

namespace {

Generator Lookup(const std::string& table, const std::string& column, const Members& more = {}) {
  Members arguments{{"from", Json::String(kernel::PrintReference({table, {column}}))}};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Call("lookup", arguments);
}

}  // namespace

void ReferenceDrafter::Draft() {
  const int parent = draft_.role().parent_key;
  if (parent >= 0) {
    DraftLookups(static_cast<size_t>(parent), "",
                 fmt::format("the row of {} that it belongs to", draft_.parent_key()->target));
  }
  const auto& keys = draft_.table().foreign_keys;
  std::vector<size_t> order;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (static_cast<int>(i) != parent) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return keys[a].columns.size() > keys[b].columns.size();
  });
  for (const size_t index : order) DraftReference(index);
}

void ReferenceDrafter::DraftLookups(size_t key_index, const std::string& pick,
                                    const std::string& reason) {
  const ForeignKey& key = draft_.table().foreign_keys[key_index];
  const std::string& target = draft_.id_of(TableIndex(draft_.schema(), key.target));
  std::string first_open;
  for (size_t i = 0; i < key.columns.size(); ++i) {
    ColumnDraft* column = draft_.Find(key.columns[i]);
    if (column == nullptr || !column->is_open()) continue;
    Members more;
    if (!pick.empty()) more.emplace_back("pick", Json::String(pick));
    if (key.columns.size() > 1 && !pick.empty()) {
      more.emplace_back("row", Json::String(key.columns[0] + "_row"));
    }
    TableDraft::Decide(column, Lookup(target, key.target_columns[i], std::move(more)), reason);
    column->reference = static_cast<int>(key_index);
    // The parts of a reference are null together.
    if (column->nullable && !first_open.empty()) {
      column->null_when = ColumnName(first_open) + " == null";
    } else if (column->nullable) {
      column->null_rate = 0.2;
      first_open = column->name;
    }
  }
}

// Whether the reference that the column holds leads, from table to table, to where `key` leads.
bool ReferenceDrafter::Arrives(const ColumnDraft& column, const ForeignKey& key,
                               const std::string& target) const {
  const ForeignKey* by = &draft_.table().foreign_keys[static_cast<size_t>(column.reference)];
  std::string name = column.name;
  constexpr int kStepsMax = 20;
  for (int step = 0; step < kStepsMax && by != nullptr; ++step) {
    const auto at = std::find(by->columns.begin(), by->columns.end(), name);
    if (at == by->columns.end()) return false;
    name = by->target_columns[static_cast<size_t>(at - by->columns.begin())];
    if (by->target == key.target && name == target) return true;
    const schema::Table* next = draft_.schema().Find(by->target);
    by = nullptr;
    for (const ForeignKey& candidate : next->foreign_keys) {
      if (HasName(candidate.columns, name)) by = &candidate;
    }
  }
  return false;
}

// The columns have values of another reference already: does that one lead to the same rows?
bool ReferenceDrafter::IsImplied(const ForeignKey& key) const {
  for (size_t i = 0; i < key.columns.size(); ++i) {
    const ColumnDraft* column = std::as_const(draft_).Find(key.columns[i]);
    if (column == nullptr || column->reference < 0) return false;
    if (!Arrives(*column, key, key.target_columns[i])) return false;
  }
  return true;
}

void ReferenceDrafter::DraftShared(const ForeignKey& key) {
  if (IsImplied(key)) return;
  for (const std::string& name : key.columns) {
    ColumnDraft* column = draft_.Find(name);
    if (column == nullptr || !column->is_open() || !column->nullable) continue;
    TableDraft::Decide(
        column, AlwaysNull(),
        "null: its reference shares columns with another one, and both can't be kept");
    column->null_rate = 1;
    return;
  }
  draft_.Warn("reference-not-kept", key.place,
              fmt::format("the reference of '{}' to '{}' by {} shares columns with another one: it "
                          "may not hold",
                          draft_.table().full_name, key.target, fmt::join(key.columns, ", ")));
}

void ReferenceDrafter::DraftReference(size_t key_index) {
  const ForeignKey& key = draft_.table().foreign_keys[key_index];
  const int target = TableIndex(draft_.schema(), key.target);
  if (target == draft_.index()) {
    DraftSelfReference(key_index);
    return;
  }
  const bool all_open = std::all_of(key.columns.begin(), key.columns.end(),
                                    [&](const std::string& name) { return draft_.IsOpen(name); });
  if (!all_open) {
    DraftShared(key);
    return;
  }
  if (!HoldsKey(draft_.table(), key.columns)) {
    DraftLookups(key_index, "uniform", fmt::format("a row of {}", key.target));
    return;
  }
  draft_.LimitRows(draft_.RowsToReferTo(target),
                   "each row of " + key.target + " is referred to once");
  DraftLookups(key_index, "unique",
               fmt::format("a row of {} that no other row refers to", key.target));
  for (const std::string& name : key.columns) draft_.Find(name)->never_repeats = true;
}

void ReferenceDrafter::DraftSelfReference(size_t key_index) {
  const schema::Table& table = draft_.table();
  const ForeignKey& key = table.foreign_keys[key_index];
  const bool once = HoldsKey(table, key.columns);
  for (size_t i = 0; i < key.columns.size(); ++i) {
    ColumnDraft* column = draft_.Find(key.columns[i]);
    if (column == nullptr || !column->is_open()) continue;
    const std::string& target = key.target_columns[i];
    if (key.columns[i] == target) continue;  // (tenant, parent) → (tenant, id)
    const bool numbered = table.primary_key == std::vector<std::string>{target} &&
                          table.FindColumn(target)->type.family == schema::TypeFamily::kInteger;
    if (key.columns.size() > 1 || once) {
      if (key.columns.size() == 1 && column->nullable && numbered) {
        DraftRowBefore(column, target);
      } else {
        DraftOwnRow(column, target);
        column->never_repeats = once;
      }
    } else {
      DraftTree(column, target, static_cast<int>(key_index));
    }
  }
}

void ReferenceDrafter::DraftRowBefore(ColumnDraft* column, const std::string& target) {
  TableDraft::Decide(column,
                     Expression(fmt::format("if({0} > 1, {0} - 1, null)", ColumnName(target))),
                     "the row before: a chain");
  column->never_repeats = true;
}

// A chain, or the part of a longer key: null, or the row itself.
void ReferenceDrafter::DraftOwnRow(ColumnDraft* column, const std::string& target) {
  if (column->nullable) {
    TableDraft::Decide(column, Lookup(draft_.id(), target), "null: a tree over several columns");
    column->null_rate = 1;
  } else {
    TableDraft::Decide(column, Expression(ColumnName(target)), "the row itself");
  }
}

void ReferenceDrafter::DraftTree(ColumnDraft* column, const std::string& target, int key_index) {
  constexpr const char* kReason = "an earlier row of the same table: a tree";
  Generator earlier = Lookup(draft_.id(), target, {{"root_rate", Json::RawNumber("0.1")}});
  if (column->nullable) {
    TableDraft::Decide(column, std::move(earlier), kReason);
    column->reference = key_index;
    return;
  }
  ColumnDraft& above =
      draft_.AddHidden(column->name + "_above", column->type, std::move(earlier), kReason);
  above.nullable = true;
  TableDraft::Decide(column,
                     Expression(fmt::format("if({0} == null, {1}, {0})", ColumnName(above.name),
                                            ColumnName(target))),
                     "the row above; the first rows are their own");
}

}  // namespace datagen::draft
