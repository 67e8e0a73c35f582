#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& DatabricksDialect() {
  static const Dialect dialect{
      .id = "databricks",
      .title = "Databricks and Spark",
      .aliases = {"spark", "sparksql", "hive", "delta"},
      .reading =
          Reading{.lexical = {.backslash_escapes = true, .double_quoted_texts = true},
                  .types = {{"float", TypeFamily::kFloat, 32, false, -1, -1},
                            {"real", TypeFamily::kFloat, 32, false, -1, -1},
                            {"byte", TypeFamily::kInteger, 8, false, -1, -1},
                            {"short", TypeFamily::kInteger, 16, false, -1, -1},
                            {"long", TypeFamily::kInteger, 64, false, -1, -1},
                            {"decimal", TypeFamily::kDecimal, 0, false, 10, 0},
                            {"timestamp", TypeFamily::kDatetime, 0, false, -1, -1},
                            {"void", TypeFamily::kOther, 0, false, -1, -1},
                            {"variant", TypeFamily::kJson, 0, false, -1, -1}},
                  .marks = {{"using delta", 10},  {"tblproperties", 6},  {"using parquet", 8},
                            {"using csv", 6},     {"partitioned by", 4}, {"array<", 3},
                            {"struct<", 3},       {"map<", 4},           {"stored as", 6},
                            {"using iceberg", 6}, {"row format", 6},     {"location '", 4},
                            {"catalog", 1},       {" string,", 2},       {" string\n", 2},
                            {"liquid", 2},        {"delta.", 5},         {"external table", 2},
                            {"unity", 1},         {"cast(null as", 4}}},
      .writing =
          Writing{.name_open = '`',
                  .name_close = '`',
                  .script = ScriptForm{.begin = "",
                                       .end = "",
                                       .literals = {.quote_in_text = "\\'",
                                                    .doubled_backslashes = true,
                                                    .typed_times = true}}}};
  return dialect;
}

}  // namespace datagen::dialects
