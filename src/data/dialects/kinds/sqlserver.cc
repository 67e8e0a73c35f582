#include <fmt/format.h>

#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

namespace {

std::string ForEach(const TableNames& tables, const Writing& writing, const char* action) {
  std::string script;
  for (const std::string& table : tables) {
    script +=
        fmt::format("ALTER TABLE {} {} CONSTRAINT ALL;\n", QuotedPath(table, writing), action);
  }
  return script;
}

std::string ReferencesOff(const TableNames& tables, const Writing& writing) {
  return ForEach(tables, writing, "NOCHECK");
}
std::string ReferencesOn(const TableNames& tables, const Writing& writing) {
  return ForEach(tables, writing, "WITH CHECK CHECK");
}

}  // namespace

const Dialect& SqlserverDialect() {
  static const Dialect dialect{
      .id = "sqlserver",
      .title = "SQL Server",
      .aliases = {"mssql", "tsql", "transactsql"},
      .storage = {.unique_takes_one_null = true},
      .reading =
          Reading{.lexical = {.bracket_names = true, .go_ends = true, .client_set = true},
                  .types = {{"bit", TypeFamily::kBool, 0, false, -1, -1},
                            {"tinyint", TypeFamily::kInteger, 8, true, -1, -1},
                            {"timestamp", TypeFamily::kRowVersion, 0, false, -1, -1},
                            {"float", TypeFamily::kFloat, 64, false, -1, -1},
                            {"real", TypeFamily::kFloat, 32, false, -1, -1},
                            {"image", TypeFamily::kBinary, 0, false, -1, -1},
                            {"sql_variant", TypeFamily::kText, 0, false, -1, -1},
                            {"datetime", TypeFamily::kDatetime, 0, false, 3, -1},
                            {"smalldatetime", TypeFamily::kDatetime, 0, false, 0, -1}},
                  .marks = {{"\ngo\n", 8},           {"[dbo]", 10},         {"dbo.", 4},
                            {"nvarchar(", 5},        {"identity(", 4},      {"clustered", 4},
                            {"uniqueidentifier", 6}, {"getdate()", 5},      {"pad_index", 6},
                            {"datetime2", 5},        {"datetimeoffset", 5}, {"set ansi_nulls", 6},
                            {"on [primary]", 6},     {"sysutcdatetime", 5}, {"exec sp_", 3},
                            {"newid()", 5},          {"bit not null", 1},   {"[int]", 5},
                            {"nvarchar(max)", 5},    {"\nif object_id", 5}, {"with check add", 4},
                            {"smallmoney", 4}},
                  .identity_refuses_values = true,
                  .hash_names_temporary = true},
      .writing = Writing{.name_open = '[',
                         .name_close = ']',
                         .types = {.float32 = "FLOAT",
                                   .float64 = "FLOAT",
                                   .boolean = "BIT",
                                   .datetime = "DATETIME2",
                                   .uuid = "UNIQUEIDENTIFIER",
                                   .json = "NVARCHAR(MAX)",
                                   .binary = "VARBINARY(MAX)",
                                   .text = "NVARCHAR(MAX)",
                                   .text_in_key = "NVARCHAR(255)",
                                   .sized_text = "NVARCHAR",
                                   .array = "NVARCHAR(MAX)"},
                         .script = ScriptForm{.begin = "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n",
                                              .literals = {.text_before = "N'",
                                                           .yes = "1",
                                                           .no = "0",
                                                           .bytes_before = "0x",
                                                           .bytes_after = ""},
                                              .put_off = ReferencesOff,
                                              .check_now = ReferencesOn}}};
  return dialect;
}

}  // namespace datagen::dialects
