// The rows of small tables in memory: they are read once, when they are counted, and answer most
// of what is asked later.
//
// Thread-safety: belongs to the thread of its run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/query/database.h"
#include "foundation/base/status.h"
#include "proof/validate/dataset.h"

namespace datagen::validate {

struct KeptRows {
  std::vector<query::Block> blocks;  // of the columns of the table's view
  int64_t rows = 0;
};

class KeptTables {
 public:
  // Reads the table and keeps it if it is small; nullptr when it is not. Errors: of the query.
  base::Result<const KeptRows*> Keep(const Table& table, query::Database* database);
  [[nodiscard]] const KeptRows* Find(const std::string& table) const;

 private:
  std::unordered_map<std::string, KeptRows> tables_;
  int64_t cells_ = 0;
};

// Rows whose key comes more than once, of those without a null in it.
struct Repeats {
  int64_t rows = 0;
  int64_t keys = 0;
};
// nullopt where equal values need not look alike. Requires: the table's view has the columns.
std::optional<Repeats> CountRepeats(const KeptRows& kept, const Table& table,
                                    const std::vector<std::string>& key);

// How often each value comes, as SQL prints it; nullopt where that can't be told. Requires: as
// above.
std::optional<std::unordered_map<std::string, int64_t>> CountValues(const KeptRows& kept,
                                                                    const Table& table,
                                                                    const std::string& column);

}  // namespace datagen::validate
