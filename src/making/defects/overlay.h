// Declared defects over a finished plan: which rows are hit, and what becomes of them.
//
// The rows of a defect are drawn by a seeded permutation of the table's rows, so it has exactly the
// number asked for, whatever batches, parts and threads; defects of one column hit different rows.
// References to a damaged row are as they were: a changed key leaves its children behind.
//
// Thread-safety: immutable after Read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/random/permutation.h"
#include "making/defects/kind.h"

namespace datagen::defects {

// A line of the ledger.
struct Entry {
  int node = 0;
  int64_t row = 0;     // of the table, 0-based; -1 for a whole file
  std::string key;     // the row's primary key before, columns with '|' between
  std::string column;  // a key or a pair with '|' between
  std::string kind;
  std::optional<std::string> before;  // as CSV writes it; nullopt: null
  std::optional<std::string> after;
};

// How the files of a table change from one on.
struct Drift {
  int node = 0;
  int column = -1;     // among those written; -1 for an added one
  std::string change;  // rename, drop, add, retype
  std::string name;    // the new name
  int64_t from_part = 0;
};

class Overlay {
 public:
  // Reads {"defects": [{table, kind, column | columns, rate | count, …}], "seed"}. nullptr after
  // mistakes, all of which are reported. Lifetime: `engine` must outlive it.
  static std::unique_ptr<Overlay> Read(std::string_view text, const engine::Engine& engine,
                                       base::Diagnostics* diagnostics);

  // The columns as damaged data need them: nullable, texts not as codes.
  [[nodiscard]] const std::vector<engine::WrittenColumn>& written(int node) const {
    return written_[static_cast<size_t>(node)];
  }
  // Breaks the rows of a batch that are hit; adds them to `ledger` unless it is nullptr.
  void Apply(int node, engine::Batch* batch, std::vector<Entry>* ledger) const;

  // What becomes of a part's columns and batches when its files drift. `rows_before`: parts of the
  // table in all. Empty: nothing.
  [[nodiscard]] std::vector<const Drift*> DriftsOf(int node, int64_t part, int64_t parts) const;
  static void ApplyDrift(const std::vector<const Drift*>& drifts,
                         std::vector<engine::WrittenColumn>* columns);
  static void ApplyDrift(const std::vector<const Drift*>& drifts,
                         const std::vector<engine::WrittenColumn>& columns, engine::Batch* batch);

  [[nodiscard]] const std::string& digest() const { return digest_; }

 private:
  struct Hit {
    const KindInfo* kind = nullptr;
    std::vector<int> columns;
    uint64_t first_rank = 0;  // ranks [first, first + count) of the column's permutation
    uint64_t count = 0;
    random::Stream stream;
    Break breaks;
  };
  // The defects of one column, or of a key or pair that begins with it.
  struct Group {
    int column = 0;
    random::Permutation order;
    uint64_t count = 0;
    std::vector<Hit> hits;
  };
  struct Reader;

  Overlay() = default;
  [[nodiscard]] std::string KeyText(int node, const engine::Batch& batch, int64_t i) const;

  std::string digest_;
  std::vector<std::vector<engine::WrittenColumn>> written_;
  std::vector<std::vector<Group>> groups_;  // by node
  std::vector<std::vector<int>> keys_;      // by node: written columns of the primary key
  std::vector<Drift> drifts_;
};

}  // namespace datagen::defects
