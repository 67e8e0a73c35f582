// Some rows of a table as texts, to look at: what `datagen preview` shows.
//
//   auto plan = datagen::Plan::Make(spec_text, "spec.json", {.exact_rows = false}, &report);
//   datagen::TableRows rows;
//   datagen::ReadRows(*plan, plan->Find("user"), 0, 20, &rows);
//
// Thread-safety: as of Plan::Fill.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "datagen/datagen.h"

namespace datagen {

struct TableRows {
  TableInfo table;
  std::vector<std::vector<std::optional<std::string>>> cells;  // by row, by column; null: nullopt

  // Of a column: whether its texts are numbers; whether they are JSON as they stand.
  [[nodiscard]] bool is_number(size_t column) const;
  [[nodiscard]] bool is_json(size_t column) const;
};

// Rows [first_row, first_row + count) of a table, fewer at its end. Also of a plan whose rows are
// not exact: they are those of a run, but for what hangs on the number of rows of such a table.
// Errors: invalid, for a table that is not there, a first row below 0 or above the last, a count
// below 0 or above Plan::max_fill_rows(); a null where none may be.
Outcome ReadRows(const Plan& plan, int table, int64_t first_row, int64_t count, TableRows* rows);

}  // namespace datagen
