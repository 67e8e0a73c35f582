#include "making/loaders/table_names.h"

#include <fmt/format.h>

namespace datagen::loaders {

using base::Status;

std::optional<size_t> FindName(const connections::Rows& rows, size_t column,
                               const std::string& name) {
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    if (rows.Text(i, column) == name) return i;
  }
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    if (schema::SameName(rows.Text(i, column), name)) return i;
  }
  return std::nullopt;
}

Status NoSuchTable(const std::string& table) {
  return Status::Invalid("target-lacks-table", fmt::format("the database has no table '{}'", table),
                         {.given = table,
                          .hint = "tables are made first only where that is asked for",
                          .table = table});
}

Status NoSuchColumn(const std::string& table, const std::string& column) {
  return Status::Invalid("target-lacks-column",
                         fmt::format("table {} has no column '{}'", table, column),
                         {.given = column, .table = table});
}

Status Located(const Status& status, const std::string& where) {
  Diagnostic located = status.diagnostic();
  located.message += where;
  return status.With(std::move(located));
}

}  // namespace datagen::loaders
