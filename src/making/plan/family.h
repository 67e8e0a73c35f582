// Which rows of a fact are the children of which row of its parent, without a list of either.
//
// The number of children of a parent is a pure function of the parent's row id. Where it is the
// same for all, everything is a product. Else a coarse index keeps the first child of every block
// of parents, so a child is found by a binary search and a walk inside one block. Memory: 8 bytes a
// block, at most 2^21 blocks, whatever the number of rows. Cost of the index: a half to
// 2 ns a parent.
//
// More parents than are to be counted are not: the counts of the first of them are repeated for the
// rest. Such a family is whole in itself (each child has one parent, and is found there), but its
// rows are not those that a run makes: it serves to look at a plan, never to make data.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "foundation/base/division.h"
#include "foundation/random/alias_table.h"
#include "foundation/random/stream.h"
#include "foundation/work/job_context.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/row_ids.h"

namespace datagen::plan {

class Family {
 public:
  // How the children are counted: of at most so many parents, by tasks of the pool. After a stop
  // they are not, and the family must not be used.
  struct Counting {
    int64_t parents_max = INT64_MAX;
    work::JobContext job;
  };
  // Requires: counts.weights is not empty.
  Family(int64_t parent_rows, const kernel::CountDistribution& counts, const random::Key& key,
         const Counting& counting);

  [[nodiscard]] int64_t parent_rows() const { return parent_rows_; }
  [[nodiscard]] int64_t child_rows() const { return child_rows_; }
  // Whether every parent was counted, or need not be.
  [[nodiscard]] bool exact() const { return period_shift_ == kNoPeriod; }
  // Parents that were counted one by one.
  [[nodiscard]] int64_t counted() const { return counted_; }
  [[nodiscard]] int64_t children_max() const { return children_max_; }
  [[nodiscard]] double children_mean() const { return children_mean_; }
  [[nodiscard]] double children_variance() const { return children_variance_; }

  // Requires: 0 <= parent < parent_rows().
  [[nodiscard]] int64_t ChildCount(int64_t parent) const {
    return first_ + alias_.Pick(stream_.Bits(parent & period_mask_));
  }
  // The row of the parent's first child; for parent_rows() the number of all children.
  [[nodiscard]] int64_t FirstChild(int64_t parent) const;
  // For each child row: its parent and its position among the parent's children.
  void Locate(kernel::RowIds children, int64_t* parents, int64_t* indexes) const;

 private:
  static constexpr int kNoPeriod = 63;

  // The parent of a child and the parent's first child.
  struct Place {
    int64_t parent;
    int64_t first_child;
  };
  [[nodiscard]] Place Find(int64_t child) const;
  void Describe(const kernel::CountDistribution& counts);
  void Count(const random::Key& key, const Counting& counting);
  void CountBlocks(const random::Key& key, const work::JobContext& job);

  int64_t parent_rows_;
  int64_t child_rows_ = 0;
  int64_t counted_ = 0;
  int64_t first_;
  bool fixed_ = false;  // each parent has children_max_
  base::Divider by_fixed_;
  int64_t children_max_ = 0;
  double children_mean_ = 0;
  double children_variance_ = 0;
  random::AliasTable alias_;
  random::Stream stream_;
  // The counts repeat after 2^period_shift_ parents; kNoPeriod: never.
  int period_shift_ = kNoPeriod;
  int64_t period_mask_ = INT64_MAX;
  int64_t period_children_ = 0;
  int block_shift_ = 0;
  std::vector<int64_t> block_starts_;  // one a block of a period, and its total; empty when fixed
};

// The distribution after min, max and clamp: what lies beyond becomes the limit.
kernel::CountDistribution LimitCounts(const kernel::CountDistribution& counts, int64_t least,
                                      int64_t most);

}  // namespace datagen::plan
