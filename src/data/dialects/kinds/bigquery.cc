#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& BigqueryDialect() {
  static const Dialect dialect{
      .id = "bigquery",
      .title = "BigQuery",
      .aliases = {"googlesql"},
      .reading = Reading{.lexical = {.backslash_escapes = true,
                                     .hash_comments = true,
                                     .double_quoted_texts = true,
                                     .quoted_paths = true},
                         .types = {{"int64", TypeFamily::kInteger, 64, false, -1, -1},
                                   {"numeric", TypeFamily::kDecimal, 0, false, 38, 9},
                                   {"decimal", TypeFamily::kDecimal, 0, false, 38, 9},
                                   {"bignumeric", TypeFamily::kDecimal, 0, false, 38, 9},
                                   {"float64", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"bytes", TypeFamily::kBinary, 0, false, -1, -1},
                                   {"timestamp", TypeFamily::kDatetime, 0, false, 6, -1},
                                   {"datetime", TypeFamily::kDatetime, 0, false, 6, -1},
                                   {"geography", TypeFamily::kGeometry, 0, false, -1, -1}},
                         .marks = {{"options(", 6},
                                   {"options (", 6},
                                   {"int64", 6},
                                   {"float64", 6},
                                   {"bignumeric", 6},
                                   {"struct<", 3},
                                   {"array<", 3},
                                   {"partition by date(", 5},
                                   {"not enforced", 4},
                                   {"create schema if not exists `", 4},
                                   {"`", 1},
                                   {" string", 1},
                                   {"bigquery", 6}}},
      .writing = Writing{.name_open = '`',
                         .name_close = '`',
                         .script = ScriptForm{.begin = "BEGIN TRANSACTION;\n",
                                              .end = "COMMIT TRANSACTION;\n",
                                              .literals = {.quote_in_text = "\\'",
                                                           .doubled_backslashes = true,
                                                           .typed_times = true,
                                                           .bytes_before = "FROM_HEX('",
                                                           .bytes_after = "')"}}}};
  return dialect;
}

}  // namespace datagen::dialects
