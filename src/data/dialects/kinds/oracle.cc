#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& OracleDialect() {
  static const Dialect dialect{
      .id = "oracle",
      .title = "Oracle",
      .aliases = {"plsql"},
      .reading =
          Reading{.lexical = {.slash_ends = true, .client_set = true, .delimiter_lines = false},
                  .types = {{"date", TypeFamily::kDatetime, 0, false, 0, -1},
                            {"float", TypeFamily::kFloat, 64, false, -1, -1},
                            {"integer", TypeFamily::kDecimal, 0, false, 38, 0},
                            {"int", TypeFamily::kDecimal, 0, false, 38, 0},
                            {"smallint", TypeFamily::kDecimal, 0, false, 38, 0},
                            {"long", TypeFamily::kText, 0, false, -1, -1},
                            {"raw", TypeFamily::kBinary, 0, false, -1, -1},
                            {"rowid", TypeFamily::kText, 0, false, -1, -1},
                            {"urowid", TypeFamily::kText, 0, false, -1, -1}},
                  .marks = {{"varchar2", 10},
                            {"number(", 5},
                            {"\n/\n", 4},
                            {"sysdate", 4},
                            {"nvarchar2", 6},
                            {"segment creation", 6},
                            {"create or replace package", 5},
                            {"\nprompt ", 4},
                            {"\nrem ", 4},
                            {"\nset define", 5},
                            {"binary_double", 3},
                            {"on null as identity", 5},
                            {"execute immediate", 3},
                            {"tablespace", 1},
                            {" number,", 5},
                            {" number not", 5},
                            {" number\n", 3},
                            {"systimestamp", 4},
                            {"enable,", 2},
                            {"storage (", 2},
                            {"pctfree", 4},
                            {" clob", 1},
                            {"sys_guid", 5},
                            {"whenever sqlerror", 5},
                            {"add (constraint", 3}},
                  .single_bits_max = 0},
      .writing = Writing{.types = {.int16 = "NUMBER(19)",
                                   .int32 = "NUMBER(19)",
                                   .int64 = "NUMBER(19)",
                                   .float32 = "BINARY_DOUBLE",
                                   .float64 = "BINARY_DOUBLE",
                                   .boolean = "NUMBER(1)",
                                   .time = "VARCHAR2(15)",
                                   .uuid = "CHAR(36)",
                                   .json = "CLOB",
                                   .text = "VARCHAR2(4000)",
                                   .sized_text = "VARCHAR2"},
                         .script = ScriptForm{.begin = "SET DEFINE OFF\n",
                                              .insert_rows_max = 1,
                                              .literals = {.typed_times = true,
                                                           .yes = "1",
                                                           .no = "0",
                                                           .bytes_before = "HEXTORAW('",
                                                           .bytes_after = "')"}}}};
  return dialect;
}

}  // namespace datagen::dialects
