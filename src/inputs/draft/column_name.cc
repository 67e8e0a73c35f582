#include "inputs/draft/column_name.h"

namespace datagen::draft {

meaning::ColumnName NameIn(const schema::Table& table, const schema::Column& column,
                           meaning::Kind kind) {
  meaning::ColumnName name{
      .table = table.name(), .column = column.name, .comment = column.comment, .kind = kind};
  for (const schema::Column& other : table.columns) name.neighbours.emplace_back(other.name);
  return name;
}

}  // namespace datagen::draft
