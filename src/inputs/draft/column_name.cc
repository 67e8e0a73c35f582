#include "inputs/draft/column_name.h"

#include <algorithm>
#include <cstddef>

namespace datagen::draft {

meaning::ColumnName NameIn(const schema::Table& table, const schema::Column& column,
                           meaning::Kind kind) {
  meaning::ColumnName name{
      .table = table.name(), .column = column.name, .comment = column.comment, .kind = kind};
  // Of very wide tables those before and behind it: what stands far away is no company.
  constexpr std::ptrdiff_t kNear = 200;
  const schema::Column* const begin = table.columns.data();
  const auto at = std::max<std::ptrdiff_t>(0, table.FindColumn(column.name) - begin);
  const auto count = static_cast<std::ptrdiff_t>(table.columns.size());
  const std::ptrdiff_t to = std::min(count, at + kNear);
  name.neighbours.reserve(2 * kNear);
  for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, at - kNear); i < to; ++i) {
    name.neighbours.emplace_back(begin[i].name);
  }
  return name;
}

}  // namespace datagen::draft
