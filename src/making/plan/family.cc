#include "making/plan/family.h"

#include <algorithm>
#include <bit>

#include "foundation/random/alias_sum.h"

namespace datagen::plan {
namespace {

constexpr int kBlockShiftMin = 5;
constexpr int64_t kBlocksMax = int64_t{1} << 21;
// Of a family that is not counted: how many parents stand for all.
constexpr int64_t kPeriodMin = int64_t{1} << 16;
constexpr int64_t kPeriodMax = int64_t{1} << 24;
constexpr double kPeriodChildren = 4096;

}  // namespace

kernel::CountDistribution LimitCounts(const kernel::CountDistribution& counts, int64_t least,
                                      int64_t most) {
  kernel::CountDistribution limited;
  const int64_t last = counts.first + static_cast<int64_t>(counts.weights.size()) - 1;
  limited.first = std::clamp(counts.first, least, most);
  limited.weights.assign(static_cast<size_t>(std::clamp(last, least, most) - limited.first + 1), 0);
  for (size_t i = 0; i < counts.weights.size(); ++i) {
    const int64_t count = std::clamp(counts.first + static_cast<int64_t>(i), least, most);
    limited.weights[static_cast<size_t>(count - limited.first)] += counts.weights[i];
  }
  return limited;
}

Family::Family(int64_t parent_rows, const kernel::CountDistribution& counts, const random::Key& key,
               const Counting& counting)
    : parent_rows_(parent_rows),
      first_(counts.first),
      alias_(counts.weights),
      stream_(key.Draw(0)) {
  Describe(counts);
  if (fixed_) {
    child_rows_ = parent_rows * children_max_;
  } else {
    Count(key, counting);
  }
}

void Family::Describe(const kernel::CountDistribution& counts) {
  double sum = 0;
  double squares = 0;
  int possible = 0;
  for (size_t i = 0; i < counts.weights.size(); ++i) {
    const int64_t count = first_ + static_cast<int64_t>(i);
    const auto number = static_cast<double>(count);
    if (counts.weights[i] > 0) {
      children_max_ = std::max(children_max_, count);
      ++possible;
    }
    children_mean_ += counts.weights[i] * number;
    squares += counts.weights[i] * number * number;
    sum += counts.weights[i];
  }
  children_mean_ /= sum;
  fixed_ = possible == 1;
  if (fixed_) {
    if (children_max_ > 0) by_fixed_ = base::Divider(static_cast<uint64_t>(children_max_));
  } else {
    children_variance_ = std::max(0.0, squares / sum - children_mean_ * children_mean_);
  }
}

void Family::Count(const random::Key& key, const Counting& counting) {
  const int64_t parents_max = std::max(counting.parents_max, kPeriodMin);
  if (parent_rows_ > parents_max) {
    // Long enough to hold children where they are few.
    int64_t period = kPeriodMin;
    while (period < kPeriodMax && period * 2 <= parents_max &&
           children_mean_ * static_cast<double>(period) < kPeriodChildren) {
      period *= 2;
    }
    period_shift_ = std::countr_zero(static_cast<uint64_t>(period));
    period_mask_ = period - 1;
  }
  counted_ = exact() ? parent_rows_ : period_mask_ + 1;
  block_shift_ = kBlockShiftMin;
  while ((counted_ >> block_shift_) > kBlocksMax) ++block_shift_;
  CountBlocks(key, counting.job);
  for (size_t b = 1; b < block_starts_.size(); ++b) block_starts_[b] += block_starts_[b - 1];
  period_children_ = block_starts_.back();
  child_rows_ = FirstChild(parent_rows_);
}

// Leaves the children of block b at b + 1.
void Family::CountBlocks(const random::Key& key, const work::JobContext& job) {
  const int64_t block_size = int64_t{1} << block_shift_;
  const int64_t blocks = (counted_ + block_size - 1) >> block_shift_;
  block_starts_.assign(static_cast<size_t>(blocks) + 1, 0);
  // Tasks of some milliseconds: between them they hear of a stop, and others have their turn.
  constexpr int64_t kTaskParents = int64_t{1} << 22;
  const auto count_blocks = [&](int64_t from, int64_t to) {
    for (int64_t block = from; block < to; ++block) {
      const int64_t end = std::min(counted_, (block + 1) << block_shift_);
      int64_t total = 0;
      for (int64_t parent = block << block_shift_; parent < end;) {
        if (job.stop.stopped()) return job.stop.status();
        const int64_t next = std::min(end, parent + kTaskParents);
        total += random::SumOfPicks(alias_, key, parent, next) + first_ * (next - parent);
        parent = next;
      }
      block_starts_[static_cast<size_t>(block) + 1] = total;
    }
    return base::Status::Ok();
  };
  const int64_t task_blocks = std::max<int64_t>(1, kTaskParents >> block_shift_);
  base::Status stopped;  // is the planner's to report
  if (blocks <= task_blocks) {
    stopped = count_blocks(0, blocks);
    return;
  }
  work::TaskQueue tasks(&job.workplace->pool(), job.threads, job.stop);
  for (int64_t from = 0; from < blocks; from += task_blocks) {
    const int64_t to = std::min(blocks, from + task_blocks);
    tasks.Add([&count_blocks, from, to] { return count_blocks(from, to); });
  }
  stopped = tasks.Finish();
}

int64_t Family::FirstChild(int64_t parent) const {
  if (fixed_) return parent * children_max_;
  const int64_t inside = parent & period_mask_;
  int64_t child = (parent >> period_shift_) * period_children_ +
                  block_starts_[static_cast<size_t>(inside >> block_shift_)];
  for (int64_t p = (inside >> block_shift_) << block_shift_; p < inside; ++p)
    child += ChildCount(p);
  return child;
}

Family::Place Family::Find(int64_t child) const {
  const int64_t periods = child / period_children_;
  const int64_t before = periods * period_children_;
  const auto above = std::upper_bound(block_starts_.begin(), block_starts_.end(), child - before);
  const int64_t block = (above - block_starts_.begin()) - 1;
  Place place{(periods << period_shift_) + (block << block_shift_),
              before + block_starts_[static_cast<size_t>(block)]};
  while (true) {
    const int64_t count = ChildCount(place.parent);
    if (child < place.first_child + count) return place;
    place.first_child += count;
    ++place.parent;
  }
}

void Family::Locate(kernel::RowIds children, int64_t* parents, int64_t* indexes) const {
  if (children.count == 0) return;
  if (fixed_) {
    children.ForEach([&](int64_t i, int64_t child) {
      parents[i] = static_cast<int64_t>(by_fixed_.Quotient(static_cast<uint64_t>(child)));
      indexes[i] = child - parents[i] * children_max_;
    });
    return;
  }
  Place place = Find(children[0]);
  int64_t next_first = place.first_child + ChildCount(place.parent);
  children.ForEach([&](int64_t i, int64_t child) {
    if (child < place.first_child) {
      place = Find(child);
      next_first = place.first_child + ChildCount(place.parent);
    }
    // Neighbours are near: walk on; a far jump searches.
    int64_t steps = 0;
    while (child >= next_first) {
      constexpr int64_t kStepsMax = 16;
      if (children.list != nullptr && ++steps > kStepsMax) {
        place = Find(child);
        next_first = place.first_child + ChildCount(place.parent);
        break;
      }
      place.first_child = next_first;
      ++place.parent;
      next_first += ChildCount(place.parent);
    }
    parents[i] = place.parent;
    indexes[i] = child - place.first_child;
  });
}

}  // namespace datagen::plan
