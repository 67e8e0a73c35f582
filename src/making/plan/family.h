// Which rows of a fact are the children of which row of its parent, without a list of either.
//
// The number of children of a parent is a pure function of the parent's row id. A coarse index
// keeps the first child of every block of parents, so a child is found by a binary search and a
// walk inside one block. Memory: 8 bytes a block, at most 2^21 blocks, whatever the number of rows.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "foundation/base/division.h"
#include "foundation/random/alias_table.h"
#include "foundation/random/stream.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/row_ids.h"

namespace datagen::plan {

class Family {
 public:
  // Builds the index with up to `threads` threads. Requires: counts.weights is not empty.
  Family(int64_t parent_rows, const kernel::CountDistribution& counts, const random::Key& key,
         int threads);

  [[nodiscard]] int64_t parent_rows() const { return parent_rows_; }
  [[nodiscard]] int64_t child_rows() const { return block_starts_.back(); }
  [[nodiscard]] int64_t children_max() const { return children_max_; }
  [[nodiscard]] double children_mean() const { return children_mean_; }

  // Requires: 0 <= parent < parent_rows().
  [[nodiscard]] int64_t ChildCount(int64_t parent) const {
    return first_ + alias_.Pick(stream_.Bits(parent));
  }
  // The row of the parent's first child; for parent_rows() the number of all children.
  [[nodiscard]] int64_t FirstChild(int64_t parent) const;
  // For each child row: its parent and its position among the parent's children.
  void Locate(kernel::RowIds children, int64_t* parents, int64_t* indexes) const;

 private:
  // The parent of a child and the parent's first child.
  struct Place {
    int64_t parent;
    int64_t first_child;
  };
  [[nodiscard]] Place Find(int64_t child) const;

  int64_t parent_rows_;
  int64_t first_;
  int64_t fixed_ = 0;  // each parent has so many; 0: they differ
  base::Divider by_fixed_;
  int64_t children_max_ = 0;
  double children_mean_ = 0;
  random::AliasTable alias_;
  random::Stream stream_;
  int block_shift_ = 5;
  std::vector<int64_t> block_starts_;  // one a block, and the total
};

// The distribution after min, max and clamp: what lies beyond becomes the limit.
kernel::CountDistribution LimitCounts(const kernel::CountDistribution& counts, int64_t least,
                                      int64_t most);

}  // namespace datagen::plan
