#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& SnowflakeDialect() {
  static const Dialect dialect{
      .id = "snowflake",
      .title = "Snowflake",
      .reading = Reading{.lexical = {.backslash_escapes = true, .dollar_quotes = true},
                         .types = {{"number", TypeFamily::kDecimal, 0, false, 38, 0},
                                   {"numeric", TypeFamily::kDecimal, 0, false, 38, 0},
                                   {"decimal", TypeFamily::kDecimal, 0, false, 38, 0},
                                   {"int", TypeFamily::kInteger, 64, false, -1, -1},
                                   {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"real", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"variant", TypeFamily::kJson, 0, false, -1, -1},
                                   {"object", TypeFamily::kJson, 0, false, -1, -1},
                                   {"array", TypeFamily::kJson, 0, false, -1, -1}},
                         .marks = {{"create or replace table", 4},
                                   {"variant", 4},
                                   {"timestamp_ntz", 8},
                                   {"timestamp_ltz", 8},
                                   {"timestamp_tz", 8},
                                   {"cluster by (", 3},
                                   {"copy grants", 5},
                                   {"transient table", 6},
                                   {"warehouse", 3},
                                   {"number(38", 6},
                                   {"autoincrement start", 6},
                                   {"data_retention_time", 6},
                                   {"create or replace stage", 5},
                                   {"file format", 3},
                                   {"use role", 5},
                                   {"masking policy", 5},
                                   {"with tag", 4}}},
      .writing = Writing{.script = ScriptForm{.literals = {.doubled_backslashes = true}}}};
  return dialect;
}

}  // namespace datagen::dialects
