// CREATE TABLE from what a spec knows: types, keys, references.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "data/dialects/dialect.h"
#include "making/loaders/target.h"

namespace datagen::loaders {
namespace {

using dialects::LaterReference;
using dialects::QuotedList;
using dialects::QuotedPath;

// The columns of each table that stand in a key, or that a reference leads to.
std::vector<std::set<std::string>> KeyColumns(const std::vector<TargetTable>& tables) {
  std::vector<std::set<std::string>> keys(tables.size());
  for (size_t i = 0; i < tables.size(); ++i) {
    const TargetTable& table = tables[i];
    keys[i].insert(table.primary_key.begin(), table.primary_key.end());
    for (const auto& key : table.unique) keys[i].insert(key.begin(), key.end());
    for (const Reference& reference : table.references) {
      keys[i].insert(reference.columns.begin(), reference.columns.end());
      keys[static_cast<size_t>(reference.target)].insert(reference.target_columns.begin(),
                                                         reference.target_columns.end());
    }
  }
  return keys;
}

}  // namespace

std::vector<std::string> CreateStatements(const std::vector<TargetTable>& tables,
                                          const std::string& dialect) {
  const dialects::Writing& writing = *dialects::GetDialect(dialect).writing;
  const std::vector<std::set<std::string>> keys = KeyColumns(tables);
  std::vector<std::string> statements;
  std::vector<std::string> afterwards;
  for (size_t i = 0; i < tables.size(); ++i) {
    const TargetTable& table = tables[i];
    const std::string name = QuotedPath(table.name, writing);
    std::vector<std::string> lines;
    for (const engine::WrittenColumn& column : table.columns) {
      const bool in_key = keys[i].count(column.name) > 0;
      lines.push_back(fmt::format("  {} {}{}", dialects::QuotedName(column.name, writing),
                                  dialects::ColumnType(column.type, writing, in_key),
                                  column.nullable ? "" : " NOT NULL"));
    }
    if (!table.primary_key.empty()) {
      lines.push_back("  PRIMARY KEY " + QuotedList(table.primary_key, writing));
    }
    for (const auto& key : table.unique) lines.push_back("  UNIQUE " + QuotedList(key, writing));
    for (const Reference& reference : table.references) {
      const auto target = static_cast<size_t>(reference.target);
      if (target == i && !writing.holds_trees) continue;
      const std::string clause = fmt::format(
          "FOREIGN KEY {} REFERENCES {} {}", QuotedList(reference.columns, writing),
          QuotedPath(tables[target].name, writing), QuotedList(reference.target_columns, writing));
      if (target <= i || writing.later_reference == LaterReference::kInPlace) {
        lines.push_back("  " + clause);
      } else if (writing.later_reference == LaterReference::kAfterwards) {
        afterwards.push_back(fmt::format("ALTER TABLE {} ADD {}", name, clause));
      }
    }
    statements.push_back(fmt::format("CREATE TABLE {} (\n{}\n)", name, fmt::join(lines, ",\n")));
  }
  statements.insert(statements.end(), afterwards.begin(), afterwards.end());
  return statements;
}

}  // namespace datagen::loaders
