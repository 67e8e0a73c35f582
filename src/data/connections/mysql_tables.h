// The tables of a database of MySQL's or MariaDB's and what their columns are.
//
// Thread-safety: pure functions.
#pragma once

#include <vector>

#include "data/connections/stored_table.h"
#include "data/query/rows.h"

namespace datagen::connections {

// A row a column.
inline constexpr const char* kMysqlTables = R"sql(
SELECT t.table_name, t.table_type <> 'BASE TABLE', c.column_name, c.data_type, c.column_type,
  c.numeric_precision, c.numeric_scale, c.character_maximum_length
FROM information_schema.tables t LEFT JOIN information_schema.columns c
  ON c.table_schema = t.table_schema AND c.table_name = t.table_name
WHERE t.table_schema = DATABASE() AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
ORDER BY t.table_name, c.ordinal_position)sql";

// `quoted` puts a name into the database's quotes.
std::vector<StoredTable> ReadMysqlTables(const query::Rows& rows,
                                         std::string (*quoted)(const std::string& name));

}  // namespace datagen::connections
