#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& MysqlDialect() {
  static const DialectInfo dialect{"mysql",
                                   "MySQL and MariaDB",
                                   {"mariadb"},
                                   {.backslash_escapes = true,
                                    .hash_comments = true,
                                    .double_quoted_texts = true,
                                    .version_comments = true},
                                   {{"bit", TypeFamily::kBits, 0, false, -1, -1},
                                    {"float", TypeFamily::kFloat, 32, false, -1, -1},
                                    {"real", TypeFamily::kFloat, 64, false, -1, -1},
                                    {"year", TypeFamily::kYear, 0, false, -1, -1},
                                    {"serial", TypeFamily::kInteger, 64, true, -1, -1},
                                    {"bool", TypeFamily::kInteger, 8, false, 1, -1},
                                    {"boolean", TypeFamily::kInteger, 8, false, 1, -1},
                                    {"long", TypeFamily::kText, 0, false, -1, -1},
                                    {"inet6", TypeFamily::kNetwork, 0, false, -1, -1},
                                    {"inet4", TypeFamily::kNetwork, 0, false, -1, -1}},
                                   {{"engine=", 8},
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
                                    {"blob", 1}}};
  return dialect;
}

}  // namespace datagen::ddl
