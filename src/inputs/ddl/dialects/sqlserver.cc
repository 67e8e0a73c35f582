#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& SqlserverDialect() {
  static const DialectInfo dialect{
      "sqlserver",
      "SQL Server",
      {"mssql", "tsql", "transactsql"},
      {.bracket_names = true, .go_ends = true, .client_set = true},
      {{"bit", TypeFamily::kBool, 0, false, -1, -1},
       {"tinyint", TypeFamily::kInteger, 8, true, -1, -1},
       {"timestamp", TypeFamily::kRowVersion, 0, false, -1, -1},
       {"float", TypeFamily::kFloat, 64, false, -1, -1},
       {"real", TypeFamily::kFloat, 32, false, -1, -1},
       {"image", TypeFamily::kBinary, 0, false, -1, -1},
       {"sql_variant", TypeFamily::kText, 0, false, -1, -1},
       {"datetime", TypeFamily::kDatetime, 0, false, 3, -1},
       {"smalldatetime", TypeFamily::kDatetime, 0, false, 0, -1}},
      {{"\ngo\n", 8},           {"[dbo]", 10},         {"dbo.", 4},
       {"nvarchar(", 5},        {"identity(", 4},      {"clustered", 4},
       {"uniqueidentifier", 6}, {"getdate()", 5},      {"pad_index", 6},
       {"datetime2", 5},        {"datetimeoffset", 5}, {"set ansi_nulls", 6},
       {"on [primary]", 6},     {"sysutcdatetime", 5}, {"exec sp_", 3},
       {"newid()", 5},          {"bit not null", 1},   {"[int]", 5},
       {"nvarchar(max)", 5},    {"\nif object_id", 5}, {"with check add", 4},
       {"smallmoney", 4}}};
  return dialect;
}

}  // namespace datagen::ddl
