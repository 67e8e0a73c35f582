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
  std::vector<Column> columns;
  // Its first two columns are names and types.
  const base::Status described =
      database_->ReadBlocks("DESCRIBE SELECT * FROM " + relation, [&](const query::Block& block) {
        for (size_t row = 0; row < block.size; ++row) {
          const std::string type(block.columns[1].texts[row]);
          columns.push_back(
              {std::string(block.columns[0].texts[row]), type, query::ValueTypeOf(type)});
        }
        return true;
      });
  if (!described.ok()) return described;
  return columns;
}

}  // namespace datagen::sources
