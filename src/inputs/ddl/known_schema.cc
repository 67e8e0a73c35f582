#include "inputs/ddl/known_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace datagen::ddl {
namespace {

using schema::ForeignKey;
using schema::SameName;
using schema::Table;

void ReplaceName(std::vector<std::string>* names, const std::string& from, const std::string& to) {
  for (std::string& name : *names) {
    if (SameName(name, from)) name = to;
  }
}

bool Contains(const std::vector<std::string>& names, const std::string& wanted) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return SameName(name, wanted); });
}

// The end of a name, as `referring` has it.
std::string EndOf(const std::string& full_name) {
  return schema::Lower(schema::NameParts(full_name).back());
}

}  // namespace

Table* KnownSchema::Find(const std::vector<std::string>& parts) {
  const Table* found = schema.Find(parts);
  return found == nullptr ? nullptr : &schema.tables[static_cast<size_t>(schema.IndexOf(*found))];
}

Table* KnownSchema::FindToChange(const std::vector<std::string>& parts, const Token& where,
                                 const StatementContext& context) {
  Table* found = Find(parts);
  const std::string name = schema::Dotted(parts);
  if (found == nullptr && left_out.count(schema::Lower(name)) == 0) {
    context.Note("sql-unknown-table", Severity::kWarning, where,
                 fmt::format("there is no table '{}' to change", name));
  }
  return found;
}

void KnownSchema::LeaveOut(const std::vector<std::string>& parts) {
  left_out.insert(schema::Lower(schema::Dotted(parts)));
}

void KnownSchema::Attach(const Table& table) {
  const int index = schema.IndexOf(table);
  attached.insert(index);
  schema.Unname(index);
}

void KnownSchema::NoteReferences(const Table& table, size_t first) {
  for (size_t i = first; i < table.foreign_keys.size(); ++i) {
    referring[EndOf(table.foreign_keys[i].target)].insert(schema.IndexOf(table));
  }
}

void RenameColumn(KnownSchema* known, Table* table, schema::Column* column, const std::string& to) {
  const std::string old = std::exchange(column->name, to);
  table->ForgetNames();
  ReplaceName(&table->primary_key, old, to);
  for (schema::Key& key : table->unique_keys) ReplaceName(&key.columns, old, to);
  for (ForeignKey& key : table->foreign_keys) ReplaceName(&key.columns, old, to);
  for (const int index : known->referring[EndOf(table->full_name)]) {
    for (ForeignKey& key : known->schema.tables[static_cast<size_t>(index)].foreign_keys) {
      if (known->schema.Find(schema::NameParts(key.target)) == table) {
        ReplaceName(&key.target_columns, old, to);
      }
    }
  }
}

void RenameTable(KnownSchema* known, Table* table, std::vector<std::string> to) {
  if (to.empty()) return;
  if (to.size() == 1) {
    to.insert(to.begin(), table->name_parts.begin(), table->name_parts.end() - 1);
  }
  const std::string old = table->full_name;
  known->schema.Rename(known->schema.IndexOf(*table), std::move(to));
  std::set<int>& renamed = known->referring[EndOf(table->full_name)];
  for (const int index : std::set<int>(known->referring[EndOf(old)])) {
    for (ForeignKey& key : known->schema.tables[static_cast<size_t>(index)].foreign_keys) {
      if (!SameName(key.target, old)) continue;
      key.target = table->full_name;
      renamed.insert(index);
    }
  }
}

void DropColumn(Table* table, const schema::Column& column) {
  const std::string name = column.name;
  std::erase_if(table->columns, [&](const schema::Column& c) { return SameName(c.name, name); });
  table->ForgetNames();
  const auto uses = [&](const auto& key) { return Contains(key.columns, name); };
  std::erase_if(table->unique_keys, uses);
  std::erase_if(table->foreign_keys, uses);
  if (Contains(table->primary_key, name)) table->primary_key.clear();
}

}  // namespace datagen::ddl
