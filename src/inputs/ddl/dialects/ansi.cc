#include "inputs/ddl/dialect.h"

namespace datagen::ddl {

const DialectInfo& AnsiDialect() {
  static const DialectInfo dialect{"ansi", "ANSI SQL", {"sql", "standard"}, {}, {}, {}};
  return dialect;
}

}  // namespace datagen::ddl
