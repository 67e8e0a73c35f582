// The tables of a database of PostgreSQL's and what their columns are.
//
// Thread-safety: pure functions.
#pragma once

#include <vector>

#include "data/connections/stored_table.h"
#include "data/query/rows.h"

namespace datagen::connections {

// A row a column; of a table without columns one without a column. A domain counts as the type
// below it.
inline constexpr const char* kPostgresqlTables = R"sql(
SELECT CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname END,
  c.relname, c.relkind IN ('v', 'm') AS is_view,
  format('%I.%I', n.nspname, c.relname), a.attname, quote_ident(a.attname),
  format_type(a.atttypid, a.atttypmod), t.oid,
  CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END,
  CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END, t.typtype = 'e' OR e.typtype = 'e'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_type d ON d.oid = a.atttypid
  LEFT JOIN pg_type t ON t.oid = CASE WHEN d.typtype = 'd' THEN d.typbasetype ELSE d.oid END
  LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
  AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.objid = c.oid AND x.deptype = 'e')
ORDER BY n.nspname, c.relname, a.attnum)sql";

std::vector<StoredTable> ReadPostgresqlTables(const query::Rows& rows);

}  // namespace datagen::connections
