#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

using schema::TypeFamily;

const DialectInfo& RedshiftDialect() {
  static const DialectInfo dialect{"redshift",
                                   "Amazon Redshift",
                                   {},
                                   {.dollar_quotes = true},
                                   {{"super", TypeFamily::kJson, 0, false, -1, -1},
                                    {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                    {"varbyte", TypeFamily::kBinary, 0, false, -1, -1}},
                                   {{" distkey(", 12},
                                    {" distkey (", 12},
                                    {" distkey\n", 12},
                                    {" distkey,", 12},
                                    {" sortkey(", 12},
                                    {" sortkey (", 12},
                                    {" sortkey\n", 12},
                                    {" sortkey,", 12},
                                    {"diststyle", 12},
                                    {" encode ", 4},
                                    {" super,", 3},
                                    {"character varying(256)", 2},
                                    {"redshift", 6}}};
  return dialect;
}

}  // namespace datagen::ddl
