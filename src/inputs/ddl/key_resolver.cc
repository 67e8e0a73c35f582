// Finds the tables and columns that keys and references name, when all are read.
#include <fmt/format.h>

#include <algorithm>

#include "inputs/ddl/schema_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::SameName;
using schema::Table;
using NoteKind = schema::Note::Kind;

}  // namespace

void SchemaReader::ResolveKey(const schema::Schema& schema, const Table& table, ForeignKey* key,
                              bool* drop) {
  *drop = true;
  const auto warn = [&](const std::string& message) {
    schema_.notes.push_back({NoteKind::kWarning, key->place, message, key->target});
  };
  const std::vector<std::string> parts = schema::NameParts(key->target);
  // A name without a schema means the table's own schema first.
  const Table* target = nullptr;
  if (parts.size() == 1 && table.name_parts.size() > 1) {
    std::vector<std::string> own = table.name_parts;
    own.back() = parts[0];
    const Table* near = schema.Find(own);
    if (near != nullptr && near->name_parts.size() == own.size() &&
        SameName(near->full_name, Dotted(own))) {
      target = near;
    }
  }
  if (target == nullptr) target = schema.Find(parts);
  if (target == nullptr) {
    warn(fmt::format("a foreign key of '{}' refers to '{}', which no file creates: it is left out",
                     table.full_name, key->target));
    return;
  }
  key->target = target->full_name;
  if (key->target_columns.empty()) key->target_columns = target->primary_key;
  if (key->columns.empty() || key->columns.size() != key->target_columns.size()) {
    warn(fmt::format("a foreign key of '{}' has {} columns and its target '{}' {}: it is left out",
                     table.full_name, key->columns.size(), key->target,
                     key->target_columns.size()));
    return;
  }
  for (std::string& column : key->columns) {
    const Column* found = table.FindColumn(column);
    if (found == nullptr) {
      warn(fmt::format("a foreign key names column '{}', which '{}' does not have: it is left out",
                       column, table.full_name));
      return;
    }
    column = found->name;
  }
  for (std::string& column : key->target_columns) {
    const Column* found = target->FindColumn(column);
    if (found == nullptr) {
      warn(
          fmt::format("a foreign key refers to column '{}', which '{}' does not have: it is left "
                      "out",
                      column, target->full_name));
      return;
    }
    column = found->name;
  }
  *drop = false;
}

void SchemaReader::Resolve(schema::Schema* schema) {
  for (Table& table : schema->tables) {
    const auto settle = [&](std::vector<std::string>* columns) {
      for (std::string& name : *columns) {
        const Column* found = table.FindColumn(name);
        if (found == nullptr) {
          schema_.notes.push_back({NoteKind::kWarning, table.place,
                                   fmt::format("a key names column '{}', which '{}' does not have",
                                               name, table.full_name),
                                   name});
          return false;
        }
        name = found->name;
      }
      return !columns->empty();
    };
    if (!settle(&table.primary_key)) table.primary_key.clear();
    // INTEGER PRIMARY KEY is SQLite's row number; other keys there may be null by an old mistake.
    for (const std::string& name : table.primary_key) table.FindColumn(name)->nullable = false;
    std::erase_if(table.unique_keys, [&](schema::Key& key) { return !settle(&key.columns); });
    // The same columns twice say nothing more.
    std::vector<schema::Key> different;
    for (schema::Key& key : table.unique_keys) {
      const auto same = [&](const std::vector<std::string>& other) {
        return std::is_permutation(key.columns.begin(), key.columns.end(), other.begin(),
                                   other.end());
      };
      const bool known = same(table.primary_key) ||
                         std::any_of(different.begin(), different.end(),
                                     [&](const schema::Key& k) { return same(k.columns); });
      if (!known) different.push_back(std::move(key));
    }
    table.unique_keys = std::move(different);
  }
  for (Table& table : schema->tables) {
    std::vector<ForeignKey> kept;
    for (ForeignKey& key : table.foreign_keys) {
      bool drop = false;
      ResolveKey(*schema, table, &key, &drop);
      const bool known = std::any_of(kept.begin(), kept.end(), [&](const ForeignKey& other) {
        return other.columns == key.columns && other.target == key.target &&
               other.target_columns == key.target_columns;
      });
      if (!drop && !known) kept.push_back(std::move(key));
    }
    table.foreign_keys = std::move(kept);
  }
}

schema::Schema SchemaReader::Finish() {
  if (dialect_ == nullptr) dialect_ = &dialects::GetDialect("");
  schema_.dialect = dialect_->id;
  schema::Schema schema;
  schema.dialect = schema_.dialect;
  schema.tables = std::move(schema_.tables);
  Resolve(&schema);
  schema.notes = std::move(schema_.notes);
  schema_ = {};
  return schema;
}

}  // namespace datagen::ddl
