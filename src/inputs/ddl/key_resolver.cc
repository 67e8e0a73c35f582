#include "inputs/ddl/key_resolver.h"
#include "foundation/base/plural.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::Key;
using schema::Schema;
using schema::Table;
using Names = std::vector<std::string>;

constexpr auto kWarning = Severity::kWarning;

// Writes names as the table does. nullptr, or the first that is no column.
const std::string* SettleColumns(const Table& table, Names* columns) {
  for (std::string& name : *columns) {
    const Column* found = table.FindColumn(name);
    if (found == nullptr) return &name;
    name = found->name;
  }
  return nullptr;
}

// False when the key can't be kept.
bool SettleKey(const Table& table, Names* columns, std::vector<schema::Note>* notes) {
  const std::string* missing = SettleColumns(table, columns);
  if (missing == nullptr) return !columns->empty();
  notes->push_back(
      {"sql-unknown-column", kWarning, table.place,
       fmt::format("a key names column '{}', which '{}' does not have", *missing, table.full_name),
       *missing});
  return false;
}

void SettleKeys(Table* table, std::vector<schema::Note>* notes) {
  if (!SettleKey(*table, &table->primary_key, notes)) table->primary_key.clear();
  // INTEGER PRIMARY KEY is SQLite's row number; other keys there may be null by an old mistake.
  for (const std::string& name : table->primary_key) table->FindColumn(name)->nullable = false;
  std::vector<Key> different;
  for (Key& key : table->unique_keys) {
    if (!SettleKey(*table, &key.columns, notes)) continue;
    // The same columns twice say nothing more.
    const auto same = [&](const Names& other) {
      return std::is_permutation(key.columns.begin(), key.columns.end(), other.begin(),
                                 other.end());
    };
    const bool known =
        same(table->primary_key) || std::any_of(different.begin(), different.end(),
                                                [&](const Key& k) { return same(k.columns); });
    if (!known) different.push_back(std::move(key));
  }
  table->unique_keys = std::move(different);
}

const Table* TargetOf(const Schema& schema, const Table& table, const ForeignKey& key) {
  const Names parts = schema::NameParts(key.target);
  // A name without a schema means the table's own schema first.
  if (parts.size() == 1 && table.name_parts.size() > 1) {
    Names own = table.name_parts;
    own.back() = parts[0];
    const Table* near = schema.Find(own);
    if (near != nullptr && schema::SameName(near->full_name, schema::Dotted(own))) return near;
  }
  // "a.b" in quotes is one name.
  const Table* found = schema.Find(parts);
  return found != nullptr ? found : schema.FindLike(key.target);
}

// Why the reference can't be kept; "": it can.
std::string SettleReference(const Schema& schema, const Table& table, ForeignKey* key) {
  const Table* target = TargetOf(schema, table, *key);
  if (target == nullptr) {
    return fmt::format(
        "a foreign key of '{}' refers to '{}', which no file creates: it is left out",
        table.full_name, key->target);
  }
  key->target = target->full_name;
  if (key->target_columns.empty()) key->target_columns = target->primary_key;
  if (key->columns.empty() || key->columns.size() != key->target_columns.size()) {
    return fmt::format("a foreign key of '{}' has {} {} and its target '{}' {}: it is left out",
                       table.full_name, key->columns.size(),
                       base::Plural(key->columns.size(), "column"), key->target,
                       key->target_columns.size());
  }
  if (const std::string* missing = SettleColumns(table, &key->columns); missing != nullptr) {
    return fmt::format("a foreign key names column '{}', which '{}' does not have: it is left out",
                       *missing, table.full_name);
  }
  const std::string* missing = SettleColumns(*target, &key->target_columns);
  if (missing == nullptr) return "";
  return fmt::format(
      "a foreign key refers to column '{}', which '{}' does not have: it is left out", *missing,
      target->full_name);
}

}  // namespace

void ResolveKeys(Schema* schema) {
  for (Table& table : schema->tables) SettleKeys(&table, &schema->notes);
  for (Table& table : schema->tables) {
    std::vector<ForeignKey> kept;
    std::set<std::tuple<std::vector<std::string>, std::string, std::vector<std::string>>> known;
    for (ForeignKey& key : table.foreign_keys) {
      const std::string why = SettleReference(*schema, table, &key);
      if (!why.empty()) {
        schema->notes.push_back({"foreign-key-unresolved", kWarning, key.place, why, key.target});
        continue;
      }
      const bool is_new = known.emplace(key.columns, key.target, key.target_columns).second;
      if (is_new) kept.push_back(std::move(key));
    }
    table.foreign_keys = std::move(kept);
  }
}

}  // namespace datagen::ddl
