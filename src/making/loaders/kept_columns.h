// The columns of a table that a load writes: those that the database computes itself take no
// values.
//
// Thread-safety: a value; Narrow may be called from many threads at a time.
#pragma once

#include <vector>

#include "making/engine/engine.h"

namespace datagen::loaders {

class KeptColumns {
 public:
  void Keep(size_t index, const engine::WrittenColumn& column) {
    indexes_.push_back(index);
    columns_.push_back(column);
  }
  [[nodiscard]] const std::vector<engine::WrittenColumn>& columns() const { return columns_; }
  // Takes the other columns out of rows of the table.
  void Narrow(engine::Batch* batch) const {
    if (indexes_.size() == batch->columns.size()) return;
    std::vector<kernel::VectorPtr> kept;
    kept.reserve(indexes_.size());
    for (const size_t index : indexes_) kept.push_back(std::move(batch->columns[index]));
    batch->columns = std::move(kept);
  }

 private:
  std::vector<size_t> indexes_;  // rising
  std::vector<engine::WrittenColumn> columns_;
};

}  // namespace datagen::loaders
