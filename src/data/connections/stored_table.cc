#include "data/connections/stored_table.h"

namespace datagen::connections {

StoredTable& LastTable(const std::string& schema, const std::string& name,
                       std::vector<StoredTable>* tables) {
  if (tables->empty() || tables->back().schema != schema || tables->back().name != name) {
    StoredTable& table = tables->emplace_back();
    table.schema = schema;
    table.name = name;
  }
  return tables->back();
}

std::vector<TableName> PossibleNames(const std::string& name) {
  std::vector<TableName> names = {{"", name}};
  const auto parts = schema::NameParts(name);
  if (parts.size() > 1) names.push_back({parts[parts.size() - 2], parts.back()});
  return names;
}

}  // namespace datagen::connections
