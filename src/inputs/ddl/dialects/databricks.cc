#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& DatabricksDialect() {
  static const DialectInfo dialect{
      "databricks",
      "Databricks and Spark",
      {"spark", "sparksql", "hive", "delta"},
      {.backslash_escapes = true, .double_quoted_texts = true},
      {{"float", TypeFamily::kFloat, 32, false, -1, -1},
       {"real", TypeFamily::kFloat, 32, false, -1, -1},
       {"byte", TypeFamily::kInteger, 8, false, -1, -1},
       {"short", TypeFamily::kInteger, 16, false, -1, -1},
       {"long", TypeFamily::kInteger, 64, false, -1, -1},
       {"decimal", TypeFamily::kDecimal, 0, false, 10, 0},
       {"timestamp", TypeFamily::kDatetime, 0, false, -1, -1},
       {"void", TypeFamily::kOther, 0, false, -1, -1},
       {"variant", TypeFamily::kJson, 0, false, -1, -1}},
      {{"using delta", 10},   {"tblproperties", 6},  {"using parquet", 8}, {"using csv", 6},
       {"partitioned by", 4}, {"array<", 3},         {"struct<", 3},       {"map<", 4},
       {"stored as", 6},      {"using iceberg", 6},  {"row format", 6},    {"location '", 4},
       {"catalog", 1},        {" string,", 2},       {" string\n", 2},     {"liquid", 2},
       {"delta.", 5},         {"external table", 2}, {"unity", 1},         {"cast(null as", 4}}};
  return dialect;
}

}  // namespace datagen::ddl
