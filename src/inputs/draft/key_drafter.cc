#include "inputs/draft/key_drafter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "inputs/draft/generators.h"
#include "inputs/draft/number_limits.h"
#include "inputs/draft/unique_values.h"

namespace datagen::draft {

using base::Json;
using kernel::TypeKind;
using kernel::ValueType;
using schema::ForeignKey;

void KeyDrafter::Draft() {
  const schema::Table& table = draft_.table();
  if (!table.primary_key.empty()) DraftKey(table.primary_key, true);
  for (const schema::Key& key : table.unique_keys) DraftKey(key.columns, false);
  ChoosePrimaryKey();
}

void KeyDrafter::ChoosePrimaryKey() {
  const schema::Table& table = draft_.table();
  // A key needs the columns that the database computes: the spec has another one then.
  if (!table.primary_key.empty() && draft_.IsWritten(table.primary_key)) {
    draft_.primary_key = table.primary_key;
    return;
  }
  for (const schema::Key& key : table.unique_keys) {
    const bool required =
        std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
          const ColumnDraft* column = draft_.Find(name);
          return column != nullptr && !column->nullable;
        });
    if (!required) continue;
    draft_.primary_key = key.columns;
    return;
  }
  ColumnDraft& row = draft_.AddHidden("row_number", ValueType::Int(), Sequence(),
                                      "the table has no key; this one is not written");
  row.never_repeats = true;
  draft_.primary_key = {row.name};
}

void KeyDrafter::DraftKey(const Names& columns, bool primary) {
  for (const std::string& name : columns) {
    const ColumnDraft* column = draft_.Find(name);
    if (column == nullptr || column->never_repeats) return;
  }
  if (const ForeignKey* parent = draft_.parent_key(); parent != nullptr) {
    const bool holds_parent =
        std::all_of(parent->columns.begin(), parent->columns.end(),
                    [&](const std::string& name) { return HasName(columns, name); });
    if (holds_parent) {
      if (draft_.role().one_to_one) return;
      if (DraftKeyInParent(columns, parent->columns)) return;
    }
  }
  if (DraftKeyAlone(columns, primary)) return;
  draft_.Warn("key-not-kept", draft_.table().place,
              fmt::format("the key ({}) of '{}' can't be kept by construction",
                          fmt::join(columns, ", "), draft_.table().full_name));
}

bool KeyDrafter::DraftKeyInParent(const Names& columns, const Names& parent_columns) {
  Names rest;
  for (const std::string& name : columns) {
    if (!HasName(parent_columns, name)) rest.push_back(name);
  }
  if (rest.empty()) return false;
  for (const std::string& name : rest) {
    if (draft_.Find(name)->never_repeats_in_parent) return true;
  }
  if (CountInParent(rest) || PickOnceInParent(columns, rest) || GoOnInTime(rest)) return true;
  // Listed values: fewer children than values would do, but only one is certain.
  const bool free_column = std::any_of(rest.begin(), rest.end(), [&](const std::string& name) {
    const ColumnDraft* column = draft_.Find(name);
    return column->is_open() && !draft_.FactsOf(name).values &&
           column->schema_type().values.empty() && column->type.kind != TypeKind::kBool;
  });
  if (free_column) return false;
  draft_.LimitChildren(1, "one value of a short list for each parent");
  return true;
}

// A number that counts within the parent.
bool KeyDrafter::CountInParent(const Names& rest) {
  for (const std::string& name : rest) {
    ColumnDraft* column = draft_.Find(name);
    if (!column->is_open() || !IsWhole(column->type)) continue;
    const NumberLimits limits = LimitsOf(column->schema_type(), draft_.FactsOf(name));
    const double start = std::clamp(1.0, limits.low, limits.high);
    draft_.LimitChildren(limits.high - start + 1, "the numbers of " + name);
    TableDraft::Decide(
        column, Call("sequence", {{"start", NumberOf(start, 0)}, {"per", Json::String("parent")}}),
        "counts within the row that it belongs to");
    column->never_repeats_in_parent = true;
    return true;
  }
  return false;
}

const ForeignKey* KeyDrafter::FreeReference(const Names& columns, const std::string& name) const {
  const ColumnDraft* column = std::as_const(draft_).Find(name);
  if (column->reference < 0 || column->reference == draft_.role().parent_key) return nullptr;
  const ForeignKey& key = draft_.table().foreign_keys[static_cast<size_t>(column->reference)];
  const bool inside = std::all_of(key.columns.begin(), key.columns.end(),
                                  [&](const std::string& part) { return HasName(columns, part); });
  const int target = TableIndex(draft_.schema(), key.target);
  return inside && target >= 0 && target != draft_.index() ? &key : nullptr;
}

void KeyDrafter::PickAnew(const ForeignKey& key, const std::string& pick, const std::string& reason,
                          bool ColumnDraft::*promise) {
  for (const std::string& part : key.columns) {
    draft_.Find(part)->generator.reset();
    draft_.Find(part)->*promise = true;
  }
  const auto index = static_cast<size_t>(&key - draft_.table().foreign_keys.data());
  references_.DraftLookups(index, pick, reason);
}

// Another reference: a junction.
bool KeyDrafter::PickOnceInParent(const Names& columns, const Names& rest) {
  for (const std::string& name : rest) {
    const ForeignKey* key = FreeReference(columns, name);
    if (key == nullptr) continue;
    draft_.LimitChildren(draft_.RowsToReferTo(TableIndex(draft_.schema(), key->target)),
                         "the rows of " + key->target);
    PickAnew(*key, "unique_in_parent",
             fmt::format("a row of {}, another for each row of {}", key->target,
                         draft_.parent_key()->target),
             &ColumnDraft::never_repeats_in_parent);
    return true;
  }
  return false;
}

// Days or hours that go on.
bool KeyDrafter::GoOnInTime(const Names& rest) {
  for (const std::string& name : rest) {
    ColumnDraft* column = draft_.Find(name);
    if (!column->is_open() || !IsMoment(column->type)) continue;
    constexpr double kDays = 600;
    draft_.LimitChildren(kDays, "the days of the timeframe");
    // Months look like changes of something; days are many enough for long histories.
    constexpr double kFewChildren = 6;
    const bool months =
        column->type.kind == TypeKind::kDate && draft_.role().children_mean <= kFewChildren;
    TableDraft::Decide(column,
                       Call("grid", {{"start", Json::String("timeframe")},
                                     {"freq", Json::String(months ? "M" : "D")}}),
                       "goes on in time for each row of one parent");
    column->never_repeats_in_parent = true;
    return true;
  }
  return false;
}

int KeyDrafter::Rank(const ColumnDraft& column) const {
  if (!column.is_open()) return 0;
  if (draft_.FactsOf(column.name).values || !column.schema_type().values.empty()) return 1;
  switch (column.type.kind) {
    case TypeKind::kUuid:
      return 8;
    case TypeKind::kInt:
      return column.type.bits >= 32 ? 9 : 4;
    case TypeKind::kString:
    case TypeKind::kBinary: {
      constexpr int64_t kShort = 4;
      return column.schema_type().length.value_or(kShort) < kShort ? 3 : 7;
    }
    case TypeKind::kDecimal:
      return 6;
    case TypeKind::kDatetime:
      return 5;
    case TypeKind::kDate:
      return 2;
    default:
      return 1;
  }
}

bool KeyDrafter::DraftKeyAlone(const Names& columns, bool primary) {
  // The column with the most values decides; the others are free.
  Names order = columns;
  std::stable_sort(order.begin(), order.end(), [&](const std::string& a, const std::string& b) {
    return Rank(*draft_.Find(a)) > Rank(*draft_.Find(b));
  });
  for (const std::string& name : order) {
    ColumnDraft* column = draft_.Find(name);
    if (!column->is_open()) continue;
    if (MakeUnique(&draft_, column, primary && columns.size() == 1)) return true;
  }
  return PickReferenceOnce(columns);
}

// No free column: a reference that picks no row twice.
bool KeyDrafter::PickReferenceOnce(const Names& columns) {
  for (const std::string& name : columns) {
    const ForeignKey* key = FreeReference(columns, name);
    if (key == nullptr) continue;
    draft_.LimitRows(draft_.RowsToReferTo(TableIndex(draft_.schema(), key->target)),
                     "each row of " + key->target + " is referred to once");
    PickAnew(*key, "unique", fmt::format("a row of {} that no other row refers to", key->target),
             &ColumnDraft::never_repeats);
    return true;
  }
  return false;
}

}  // namespace datagen::draft
