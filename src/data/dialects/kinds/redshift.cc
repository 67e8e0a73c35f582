#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& RedshiftDialect() {
  static const Dialect dialect{
      .id = "redshift",
      .title = "Amazon Redshift",
      .reading = Reading{.lexical = {.dollar_quotes = true},
                         .types = {{"super", TypeFamily::kJson, 0, false, -1, -1},
                                   {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"varbyte", TypeFamily::kBinary, 0, false, -1, -1}},
                         .marks = {{" distkey(", 12},
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
                                   {"redshift", 6}}},
      .writing = Writing{.script = ScriptForm{}}};
  return dialect;
}

}  // namespace datagen::dialects
