#include "data/dialects/dialect.h"

namespace datagen::dialects {

// Its files get their tables from us; rows go in by its library, so that there are no scripts.
const Dialect& DuckdbDialect() {
  static const Dialect dialect{
      .id = "duckdb",
      .title = "DuckDB",
      .writing = Writing{.types = {.array = ""},
                         .later_reference = LaterReference::kNowhere,
                         // It looks for the row above before it has the row.
                         .holds_trees = false}};
  return dialect;
}

}  // namespace datagen::dialects
