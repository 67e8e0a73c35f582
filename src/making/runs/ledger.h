// The ledger of declared defects: a line for each value that was broken on purpose.
//
// While a run is not whole, each part's entries lie as JSON lines in the state folder; the last
// step puts them into _defects.parquet, in the order of tables and rows. Memory: of one part.
#pragma once

#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "making/defects/overlay.h"

namespace datagen::runs {

constexpr const char* kLedgerName = "_defects.parquet";

// A part's entries, as the state folder keeps them. `nodes`: the tables' names.
base::Status SaveEntries(const std::string& path, const std::vector<defects::Entry>& entries,
                         const std::vector<std::string>& nodes);

// Writes the ledger from the parts' files, in their order. Columns: table, row, key, column, kind,
// before, after. The number of entries; those of each defect are added to *asked.
base::Result<int64_t> WriteLedger(const std::string& path, const std::vector<std::string>& parts,
                                  std::vector<defects::Asked>* asked);

}  // namespace datagen::runs
