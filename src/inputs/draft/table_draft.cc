#include "inputs/draft/table_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "foundation/base/plural.h"
#include "inputs/draft/comment_facts.h"
#include "inputs/draft/moments.h"
#include "inputs/draft/spec_type.h"

namespace datagen::draft {

using kernel::TypeKind;
using kernel::ValueType;

bool IsMoment(const ValueType& type) {
  return type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime;
}

bool IsWhole(const ValueType& type) { return type.kind == TypeKind::kInt; }

bool HasName(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

TableDraft::TableDraft(SchemaDraft* whole, int index)
    : whole_(*whole),
      index_(index),
      table_(whole->schema.tables[static_cast<size_t>(index)]),
      facts_(InterpretChecks(table_)) {
  for (const schema::Check* check : facts_.unkept) {
    if (check->condition != nullptr) WarnUnkept(*check);  // else the reader has said so
  }
  for (const schema::Column& column : table_.columns) {
    if (column.generated || column.type.family == schema::TypeFamily::kRowVersion) continue;
    ColumnDraft draft;
    draft.column = &column;
    draft.name = column.name;
    draft.type = SpecType(whole_.schema, table_, column);
    if (ColumnFacts facts = FactsOf(column.name); ReadComment(column, &facts)) {
      facts_.columns[column.name] = std::move(facts);
    }
    LeaveOutLong(column);
    if (!IsInKey(column.name)) FitTexts(column, &draft);
    draft.nullable = column.nullable && !FactsOf(column.name).not_null;
    names_.Add(draft.name);
    columns_.push_back(std::move(draft));
  }
}

bool TableDraft::IsInKey(const std::string& column) const {
  const auto has = [&](const auto& key) { return HasName(key.columns, column); };
  return HasName(table_.primary_key, column) ||
         std::any_of(table_.unique_keys.begin(), table_.unique_keys.end(), has) ||
         std::any_of(table_.foreign_keys.begin(), table_.foreign_keys.end(), has);
}

// Listed values that are longer than the column can't occur in it.
void TableDraft::LeaveOutLong(const schema::Column& column) {
  const auto facts = facts_.columns.find(column.name);
  const bool limited = column.type.family == schema::TypeFamily::kText && column.type.length;
  if (!limited || facts == facts_.columns.end() || !facts->second.values) return;
  for (const std::string& value : *facts->second.values) {
    if (!FitsIn(value, *column.type.length)) facts->second.excluded.insert(value);
  }
}

// Texts are no longer than a CHECK lets them be. Where any name is a type, texts of times are
// times: the database keeps them as such.
void TableDraft::FitTexts(const schema::Column& column, ColumnDraft* draft) const {
  if (column.type.family != schema::TypeFamily::kText || draft->type.kind != TypeKind::kString) {
    return;
  }
  const ColumnFacts& facts = FactsOf(column.name);
  const auto moment = TextMoment(table_, column, facts);
  if (moment && storage().free_types) {
    draft->type = *moment;
  } else if (facts.length_max && *facts.length_max > 0) {
    int64_t& most = draft->type.length_max;
    most = most > 0 ? std::min(most, *facts.length_max) : *facts.length_max;
  }
}

const dialects::Storage& TableDraft::storage() const {
  return dialects::GetDialect(whole_.schema.dialect).storage;
}

const std::string& TableDraft::id_of(int table) const {
  return whole_.names[static_cast<size_t>(table)];
}

int64_t TableDraft::written_count() const {
  return std::count_if(columns_.begin(), columns_.end(),
                       [](const ColumnDraft& column) { return !column.is_hidden(); });
}

const ColumnDraft* TableDraft::Find(const std::string& name) const {
  const int found = names_.Find(name);
  return found < 0 ? nullptr : &columns_[static_cast<size_t>(found)];
}

ColumnDraft* TableDraft::Find(const std::string& name) {
  return const_cast<ColumnDraft*>(std::as_const(*this).Find(name));
}

bool TableDraft::IsOpen(const std::string& name) const {
  const ColumnDraft* column = Find(name);
  return column != nullptr && column->is_open();
}

bool TableDraft::IsWritten(const std::vector<std::string>& names) const {
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const ColumnDraft* column = Find(name);
    return column != nullptr && !column->is_hidden();
  });
}

ColumnDraft& TableDraft::AddHidden(const std::string& name, const ValueType& type,
                                   Generator generator, const std::string& reason) {
  ColumnDraft hidden;
  hidden.name = name;
  while (Find(hidden.name) != nullptr) hidden.name += "_";
  hidden.type = type;
  hidden.generator = std::move(generator);
  hidden.reason = reason;
  names_.Add(hidden.name);
  columns_.push_back(std::move(hidden));
  return columns_.back();
}

void TableDraft::AddComputed(const schema::Column& column, const ValueType& type,
                             Generator generator, const std::string& reason) {
  ColumnDraft draft;
  draft.column = &column;
  draft.name = column.name;
  draft.type = type;
  draft.nullable = column.nullable;
  if (column.nullable) draft.null_rate = 0;  // those of what it is computed from
  Decide(&draft, std::move(generator), reason);
  names_.Add(draft.name);
  columns_.push_back(std::move(draft));
}

void TableDraft::Decide(ColumnDraft* column, Generator generator, const std::string& reason) {
  column->generator = std::move(generator);
  column->reason = reason;
}

const ColumnFacts& TableDraft::FactsOf(const std::string& column) const {
  static const ColumnFacts kNothing;
  const auto found = facts_.columns.find(column);
  return found == facts_.columns.end() ? kNothing : found->second;
}

const TableRole& TableDraft::role_of(int table) const {
  return whole_.roles[static_cast<size_t>(table)];
}

const schema::ForeignKey* TableDraft::parent_key() const {
  const int key = role().parent_key;
  return key < 0 ? nullptr : &table_.foreign_keys[static_cast<size_t>(key)];
}

double TableDraft::RowsToReferTo(int table) const {
  // The rows of a table with a parent are known only about.
  constexpr double kSafe = 0.8;
  const TableRole& other = role_of(table);
  return static_cast<double>(other.rows) * (other.parent_key < 0 ? 1.0 : kSafe);
}

void TableDraft::LimitRows(double rows, const std::string& why) {
  TableRole& own = role();
  if (rows >= expected_rows()) return;
  const auto limit = static_cast<int64_t>(std::max(1.0, std::floor(rows)));
  own.reason += fmt::format("; fewer rows: {}", why);
  if (own.parent_key >= 0) {
    // The number of children varies: stay well below.
    constexpr double kSafe = 0.7;
    own.children_mean *= static_cast<double>(limit) * kSafe / std::max(1.0, expected_rows());
  }
  own.rows = limit;
}

void TableDraft::LimitChildren(double rows, const std::string& why) {
  constexpr double kFanoutMax = 1e6;
  if (rows >= kFanoutMax) return;
  TableRole& own = role();
  const auto limit = static_cast<int64_t>(std::max(1.0, std::floor(rows)));
  if (own.children_max == 0 || limit < own.children_max) own.children_max = limit;
  if (own.children_mean > static_cast<double>(own.children_max)) {
    own.children_mean = static_cast<double>(own.children_max);
    own.reason += fmt::format("; fewer rows: {}", why);
  }
}

void TableDraft::Warn(base::DiagnosticCode code, const schema::Place& place,
                      const std::string& message) {
  whole_.notes->push_back({code, Severity::kWarning, place, message, table_.full_name});
}

void TableDraft::WarnUnkept(const schema::Check& check) {
  if (!told_.insert(&check).second) return;
  std::vector<std::string> names;
  if (check.condition != nullptr) names = schema::ColumnsOf(*check.condition);
  whole_.notes->push_back(
      {.code = "constraint-not-kept",
       .severity = Severity::kWarning,
       .place = check.place,
       .message =
           fmt::format("CHECK ({}) is not kept by construction: rows may break it", check.text),
       .excerpt = table_.full_name,
       .hint = names.empty()
                   ? ""
                   : fmt::format("edit {} {} in the spec: generators, null_when",
                                 base::Plural(names.size(), "column"), fmt::join(names, ", "))});
}

}  // namespace datagen::draft
