#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& SqliteDialect() {
  static const DialectInfo dialect{"sqlite",
                                   "SQLite",
                                   {"sqlite3"},
                                   {.bracket_names = true},
                                   {{"int", TypeFamily::kInteger, 64, false, -1, -1},
                                    {"integer", TypeFamily::kInteger, 64, false, -1, -1},
                                    {"real", TypeFamily::kFloat, 64, false, -1, -1},
                                    {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                    {"double", TypeFamily::kFloat, 64, false, -1, -1},
                                    {"tinyint", TypeFamily::kInteger, 64, false, -1, -1}},
                                   {{"autoincrement", 8},
                                    {"pragma ", 8},
                                    {"without rowid", 8},
                                    {"sqlite_", 6},
                                    {"strict;", 2},
                                    {"integer primary key", 1},
                                    {"sqlite", 5}}};
  return dialect;
}

}  // namespace datagen::ddl
