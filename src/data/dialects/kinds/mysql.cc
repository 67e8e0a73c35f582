#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

namespace {

std::string ReferencesOff(const TableNames& /*tables*/, const Writing& /*writing*/) {
  return "SET foreign_key_checks = 0;\n";
}
std::string ReferencesOn(const TableNames& /*tables*/, const Writing& /*writing*/) {
  return "SET foreign_key_checks = 1;\n";
}

}  // namespace

const Dialect& MysqlDialect() {
  static const Dialect dialect{
      .id = "mysql",
      .title = "MySQL and MariaDB",
      .aliases = {"mariadb"},
      .storage = {.booleans_are_numbers = true, .arrays_are_texts = true, .bits_are_numbers = true},
      .reading = Reading{.lexical = {.backslash_escapes = true,
                                     .hash_comments = true,
                                     .double_quoted_texts = true,
                                     .version_comments = true},
                         .types = {{"bit", TypeFamily::kBits, 0, false, -1, -1},
                                   {"float", TypeFamily::kFloat, 32, false, -1, -1},
                                   {"real", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"year", TypeFamily::kYear, 0, false, -1, -1},
                                   {"serial", TypeFamily::kInteger, 64, true, -1, -1},
                                   {"bool", TypeFamily::kInteger, 8, false, 1, -1},
                                   {"boolean", TypeFamily::kInteger, 8, false, 1, -1},
                                   {"long", TypeFamily::kText, 0, false, -1, -1},
                                   {"inet6", TypeFamily::kNetwork, 0, false, -1, -1},
                                   {"inet4", TypeFamily::kNetwork, 0, false, -1, -1}},
                         .marks = {{"engine=", 8},
                                   {"engine =", 8},
                                   {"auto_increment", 8},
                                   {"`", 3},
                                   {"/*!4", 8},
                                   {"mysql dump", 30},
                                   {"mariadb dump", 30},
                                   {"unsigned", 3},
                                   {"\ndelimiter ", 4},
                                   {"tinyint(", 2},
                                   {"mediumtext", 4},
                                   {"longtext", 4},
                                   {"longblob", 4},
                                   {"mediumblob", 4},
                                   {"int(11)", 4},
                                   {"charset=", 4},
                                   {"on update current_timestamp", 4},
                                   {" enum(", 3},
                                   {" comment '", 2},
                                   {"mediumint", 4},
                                   {"innodb", 4},
                                   {"\nsource ", 3},
                                   {"varbinary(", 1},
                                   {"blob", 1}},
                         .key_is_primary = true,
                         .modify_redefines = true},
      .writing = Writing{
          .name_open = '`',
          .name_close = '`',
          .types = {.float32 = "DOUBLE",
                    .float64 = "DOUBLE",
                    .time = "TIME(6)",
                    .datetime = "DATETIME(6)",
                    .uuid = "CHAR(36)",
                    .binary = "LONGBLOB",
                    .binary_in_key = "VARBINARY(255)",
                    .text = "LONGTEXT",
                    .text_in_key = "VARCHAR(255)",
                    .array = "JSON"},
          .script = ScriptForm{
              .begin = "SET NAMES utf8mb4;\nSET time_zone = '+00:00';\nSTART TRANSACTION;\n",
              .literals = {.doubled_backslashes = true},
              .put_off = ReferencesOff,
              .check_now = ReferencesOn}}};
  return dialect;
}

}  // namespace datagen::dialects
