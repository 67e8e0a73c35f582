#include "proof/validate/rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::validate {

using query::Identifier;

std::string ShownColumns(const Table& table, const std::vector<std::string>& columns,
                         const std::string& alias) {
  std::vector<std::string> shown;
  for (const std::string& key : table.node->pk) {
    if (table.Has(key)) shown.push_back(key);
  }
  for (const std::string& column : columns) {
    if (std::find(shown.begin(), shown.end(), column) == shown.end()) shown.push_back(column);
  }
  return query::IdentifierList(shown, alias);
}

std::string AllGiven(const std::vector<std::string>& columns, const std::string& alias) {
  std::vector<std::string> parts;
  parts.reserve(columns.size());
  for (const std::string& column : columns) {
    parts.push_back(fmt::format("{}.{} IS NOT NULL", alias, Identifier(column)));
  }
  return fmt::format("{}", fmt::join(parts, " AND "));
}

}  // namespace datagen::validate
