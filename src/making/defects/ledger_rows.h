// The ledger of declared defects as a table: a row for each value that was broken on purpose.
//
// Entries wait as lines of JSON until all of them are known; then they become batches of rows.
// Thread-safety: one thread.
#pragma once

#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "making/defects/overlay.h"

namespace datagen::defects {

// table, row (null: of a whole file), key, column, kind, before, after.
const std::vector<engine::WrittenColumn>& LedgerColumns();

// An entry as a line, with its end. `table`: its name.
std::string LedgerLine(const Entry& entry, const std::string& table);

// Adds the rows of a batch to what was broken of each of *asked.
void CountBroken(const engine::Batch& rows, std::vector<Asked>* asked);
// Those of which fewer values were broken than asked for.
std::vector<Asked> Missed(const std::vector<Asked>& asked);

// The lines of a stream as batches of rows.
class LedgerRows {
 public:
  explicit LedgerRows(std::istream* lines);

  // At most `rows` of them; of none at the end. Errors: environment, when a line is damaged.
  base::Result<engine::Batch> Next(int64_t rows);

 private:
  void Clear();
  [[nodiscard]] bool Add(const std::string& line);

  std::istream& lines_;
  std::vector<std::shared_ptr<kernel::Vector>> vectors_;
};

}  // namespace datagen::defects
