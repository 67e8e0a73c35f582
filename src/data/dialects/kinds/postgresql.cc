#include <fmt/format.h>

#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

namespace {

// The tables may be there already, with constraints of any name.
std::string Deferred(const TableNames& tables, const Writing& /*writing*/) {
  std::string list;
  for (const std::string& table : tables) {
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", schema::NameParts(table).back());
  }
  return fmt::format(
      "DO $$ DECLARE r record; BEGIN\n"
      "  FOR r IN SELECT conrelid::regclass AS t, conname FROM pg_constraint k JOIN pg_class c\n"
      "    ON c.oid = k.conrelid WHERE contype = 'f' AND lower(relname) IN "
      "(SELECT lower(n) FROM unnest(ARRAY[{}]) n) LOOP\n"
      "    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE', r.t, r.conname);\n"
      "  END LOOP;\nEND $$;\nSET CONSTRAINTS ALL DEFERRED;\n",
      list);
}

std::string Immediate(const TableNames& /*tables*/, const Writing& /*writing*/) {
  return "SET CONSTRAINTS ALL IMMEDIATE;\n";
}

}  // namespace

const Dialect& PostgresqlDialect() {
  static const Dialect dialect{
      .id = "postgresql",
      .title = "PostgreSQL",
      .aliases = {"postgres", "pg", "pgsql"},
      .storage = {.points_are_pairs = true},
      .reading = Reading{.lexical = {.dollar_quotes = true, .nested_comments = true},
                         .types = {{"bit", TypeFamily::kBits, 0, false, -1, -1},
                                   {"bit varying", TypeFamily::kBits, 0, false, -1, -1},
                                   {"varbit", TypeFamily::kBits, 0, false, -1, -1},
                                   {"money", TypeFamily::kDecimal, 0, false, 19, 2},
                                   {"\"char\"", TypeFamily::kText, 0, false, -1, -1}},
                         .marks = {{"postgresql database dump", 30},
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
                                   {"tsvector", 4}},
                         .like_copies_keys = false},
      .writing =
          Writing{.types = {.json = "JSONB", .binary = "BYTEA", .array = ""},
                  .script = ScriptForm{
                      .begin = "\\set ON_ERROR_STOP on\nSET client_encoding TO 'UTF8';\nBEGIN;\n",
                      .copies_rows = true,
                      .put_off = Deferred,
                      .check_now = Immediate}}};
  return dialect;
}

}  // namespace datagen::dialects
