#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& OracleDialect() {
  static const DialectInfo dialect{"oracle",
                                   "Oracle",
                                   {"plsql"},
                                   {.slash_ends = true, .client_set = true},
                                   {{"date", TypeFamily::kDatetime, 0, false, 0, -1},
                                    {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                    {"integer", TypeFamily::kDecimal, 0, false, 38, 0},
                                    {"int", TypeFamily::kDecimal, 0, false, 38, 0},
                                    {"smallint", TypeFamily::kDecimal, 0, false, 38, 0},
                                    {"long", TypeFamily::kText, 0, false, -1, -1},
                                    {"raw", TypeFamily::kBinary, 0, false, -1, -1},
                                    {"rowid", TypeFamily::kText, 0, false, -1, -1},
                                    {"urowid", TypeFamily::kText, 0, false, -1, -1}},
                                   {{"varchar2", 10},
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
                                    {"add (constraint", 3}}};
  return dialect;
}

}  // namespace datagen::ddl
