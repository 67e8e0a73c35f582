#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

namespace {

// By the PRAGMA in the script's head.
std::string AllArePutOff(const TableNames& /*tables*/, const Writing& /*writing*/) { return ""; }

}  // namespace

const Dialect& SqliteDialect() {
  static const Dialect dialect{
      .id = "sqlite",
      .title = "SQLite",
      .aliases = {"sqlite3"},
      .storage = {.free_types = true,
                  .decimals_are_doubles = true,
                  .booleans_are_numbers = true,
                  .arrays_are_texts = true},
      .reading = Reading{.lexical = {.bracket_names = true},
                         .types = {{"int", TypeFamily::kInteger, 64, false, -1, -1},
                                   {"integer", TypeFamily::kInteger, 64, false, -1, -1},
                                   {"real", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"double", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"tinyint", TypeFamily::kInteger, 64, false, -1, -1}},
                         .marks = {{"autoincrement", 8},
                                   {"pragma ", 8},
                                   {"without rowid", 8},
                                   {"sqlite_", 6},
                                   {"strict;", 2},
                                   {"integer primary key", 1},
                                   {"sqlite", 5}}},
      .writing = Writing{
          .types = {.int16 = "INTEGER",
                    .int32 = "INTEGER",
                    .int64 = "INTEGER",
                    .float32 = "REAL",
                    .float64 = "REAL",
                    .uuid = "TEXT",
                    .json = "TEXT",
                    .sized_text = ""},
          .later_reference = LaterReference::kInPlace,
          .script = ScriptForm{
              .begin = "PRAGMA foreign_keys = ON;\nBEGIN;\nPRAGMA defer_foreign_keys = ON;\n",
              .literals = {.yes = "1", .no = "0"},
              .put_off = AllArePutOff}}};
  return dialect;
}

}  // namespace datagen::dialects
