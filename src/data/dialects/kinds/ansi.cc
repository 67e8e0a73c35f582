#include "data/dialects/dialect.h"

namespace datagen::dialects {

const Dialect& AnsiDialect() {
  static const Dialect dialect{.id = "ansi",
                               .title = "ANSI SQL",
                               .aliases = {"sql", "standard"},
                               .reading = Reading{},
                               .writing = Writing{.script = ScriptForm{}}};
  return dialect;
}

}  // namespace datagen::dialects
