#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& PostgresqlDialect() {
  static const DialectInfo dialect{"postgresql",
                                   "PostgreSQL",
                                   {"postgres", "pg", "pgsql"},
                                   {.dollar_quotes = true, .nested_comments = true},
                                   {{"bit", TypeFamily::kBits, 0, false, -1, -1},
                                    {"bit varying", TypeFamily::kBits, 0, false, -1, -1},
                                    {"varbit", TypeFamily::kBits, 0, false, -1, -1},
                                    {"money", TypeFamily::kDecimal, 0, false, 19, 2},
                                    {"\"char\"", TypeFamily::kText, 0, false, -1, -1}},
                                   {{"postgresql database dump", 30},
                                    {"serial", 3},
                                    {" serial ", 3},
                                    {" partition of ", 3},
                                    {"inherits (", 3},
                                    {"add generated", 2},
                                    {"bigserial", 4},
                                    {"::", 3},
                                    {"create extension", 6},
                                    {"owner to", 5},
                                    {"search_path", 6},
                                    {"timestamptz", 4},
                                    {"jsonb", 5},
                                    {"bytea", 5},
                                    {"nextval(", 5},
                                    {"$$", 3},
                                    {"text[]", 3},
                                    {"character varying", 2},
                                    {"plpgsql", 5},
                                    {"alter table only", 6},
                                    {"without time zone", 3},
                                    {"gen_random_uuid()", 5},
                                    {"now()", 1},
                                    {"create domain", 2},
                                    {"using btree", 3},
                                    {"inet", 1},
                                    {"as enum", 4},
                                    {"\n\\", 4},
                                    {"double precision", 1},
                                    {"tsvector", 4}}};
  return dialect;
}

}  // namespace datagen::ddl
