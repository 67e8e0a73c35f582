#include "data/dialects/dialect.h"

namespace datagen::dialects {

using schema::TypeFamily;

const Dialect& Db2Dialect() {
  static const Dialect dialect{
      .id = "db2",
      .title = "IBM DB2",
      .reading = Reading{.types = {{"float", TypeFamily::kFloat, 64, false, -1, -1},
                                   {"real", TypeFamily::kFloat, 32, false, -1, -1},
                                   {"decfloat", TypeFamily::kDecimal, 0, false, 34, 6},
                                   {"graphic", TypeFamily::kText, 0, false, -1, -1},
                                   {"vargraphic", TypeFamily::kText, 0, false, -1, -1},
                                   {"dbclob", TypeFamily::kText, 0, false, -1, -1},
                                   {"timestamp", TypeFamily::kDatetime, 0, false, 6, -1}},
                         .marks = {{"organize by", 5},
                                   {"in userspace", 5},
                                   {"\n@\n", 6},
                                   {"compress yes", 3},
                                   {"for bit data", 6},
                                   {"graphic(", 4},
                                   {"#set terminator", 8},
                                   {"data capture", 6},
                                   {"connect to ", 2},
                                   {"not logged", 3},
                                   {"logged not compact", 6},
                                   {"generated always as identity (start", 3},
                                   {"with default", 3},
                                   {"current timestamp", 3},
                                   {"db2", 5},
                                   {" in \"", 2}}},
      .writing = Writing{.script = ScriptForm{.begin = "", .literals = {.bytes_before = "BX'"}}}};
  return dialect;
}

}  // namespace datagen::dialects
