#include "data/sources/source.h"

#include <algorithm>

#include "data/query/sql_text.h"

namespace datagen::sources {

Table* Source::Find(std::string_view name) {
  const auto found = std::lower_bound(
      tables_.begin(), tables_.end(), name,
      [](const Table& table, std::string_view wanted) { return table.name < wanted; });
  return found == tables_.end() || found->name != name ? nullptr : &*found;
}

base::Status Source::Stream(const Table& table, const Reading& reading, ArrowArrayStream* stream) {
  return database_->OpenStream("SELECT * FROM " + Relation(table, reading), stream);
}

base::Result<std::vector<Column>> Source::ColumnsOf(const std::string& relation) const {
  const auto described = database_->Select(
      "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + relation + ")");
  if (!described.ok()) return described.status();
  std::vector<Column> columns;
  for (size_t i = 0; i < described.value().rows.size(); ++i) {
    const std::string type = described.value().Text(i, 1);
    columns.push_back({described.value().Text(i, 0), type, query::ValueTypeOf(type)});
  }
  return columns;
}

}  // namespace datagen::sources
