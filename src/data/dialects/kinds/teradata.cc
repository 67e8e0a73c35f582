#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& TeradataDialect() {
  static const Dialect dialect{
      .id = "teradata",
      .title = "Teradata",
      .aliases = {"bteq"},
      .reading = Reading{.types = {{"byteint", TypeFamily::kInteger, 8, false, -1, -1},
                                   {"number", TypeFamily::kDecimal, 0, false, 38, 0},
                                   {"float", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"byte", TypeFamily::kBinary, 0, false, -1, -1},
                                   {"varbyte", TypeFamily::kBinary, 0, false, -1, -1},
                                   {"timestamp", TypeFamily::kDatetime, 0, false, 6, -1},
                                   {"period", TypeFamily::kOther, 0, false, -1, -1}},
                         .marks = {{"multiset", 10},
                                   {"fallback", 8},
                                   {"primary index", 8},
                                   {"casespecific", 8},
                                   {"byteint", 4},
                                   {"no before journal", 6},
                                   {"title '", 3},
                                   {"character set latin", 4},
                                   {"collect statistics", 5},
                                   {"checksum = default", 4}}},
      .writing = Writing{.script = ScriptForm{.begin = "BT;\n",
                                              .end = "ET;\n",
                                              .insert_rows_max = 1,
                                              .literals = {.typed_times = true}}}};
  return dialect;
}

}  // namespace datagen::dialects
