#include "making/plan/family.h"

#include <algorithm>
#include <thread>

namespace datagen::plan {
namespace {

constexpr int64_t kBlocksMax = int64_t{1} << 21;

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
               int threads)
    : parent_rows_(parent_rows),
      first_(counts.first),
      alias_(counts.weights),
      stream_(key.Draw(0)) {
  double sum = 0;
  for (size_t i = 0; i < counts.weights.size(); ++i) {
    const int64_t count = first_ + static_cast<int64_t>(i);
    if (counts.weights[i] > 0) children_max_ = std::max(children_max_, count);
    children_mean_ += counts.weights[i] * static_cast<double>(count);
    sum += counts.weights[i];
  }
  children_mean_ /= sum;
  if (counts.weights.size() == 1 && first_ > 0) {
    fixed_ = first_;
    by_fixed_ = base::Divider(static_cast<uint64_t>(first_));
  }
  while ((parent_rows >> block_shift_) > kBlocksMax) ++block_shift_;
  const int64_t block_size = int64_t{1} << block_shift_;
  const int64_t blocks = (parent_rows + block_size - 1) >> block_shift_;
  block_starts_.assign(static_cast<size_t>(blocks) + 1, 0);
  const auto count_blocks = [&](int64_t from, int64_t to) {
    for (int64_t block = from; block < to; ++block) {
      const int64_t end = std::min(parent_rows, (block + 1) << block_shift_);
      int64_t total = 0;
      for (int64_t parent = block << block_shift_; parent < end; ++parent)
        total += ChildCount(parent);
      block_starts_[static_cast<size_t>(block) + 1] = total;
    }
  };
  constexpr int64_t kBlocksPerThread = 4096;
  const int64_t workers = std::clamp<int64_t>(blocks / kBlocksPerThread, 1, std::max(1, threads));
  std::vector<std::thread> pool;
  for (int64_t w = 1; w < workers; ++w) {
    pool.emplace_back(count_blocks, blocks * w / workers, blocks * (w + 1) / workers);
  }
  count_blocks(0, blocks / workers);
  for (std::thread& thread : pool) thread.join();
  for (size_t b = 1; b < block_starts_.size(); ++b) block_starts_[b] += block_starts_[b - 1];
}

int64_t Family::FirstChild(int64_t parent) const {
  if (fixed_ > 0) return parent * fixed_;
  int64_t child = block_starts_[static_cast<size_t>(parent >> block_shift_)];
  for (int64_t p = (parent >> block_shift_) << block_shift_; p < parent; ++p)
    child += ChildCount(p);
  return child;
}

Family::Place Family::Find(int64_t child) const {
  if (fixed_ > 0) return {child / fixed_, child - child % fixed_};
  const auto above = std::upper_bound(block_starts_.begin(), block_starts_.end(), child);
  const int64_t block = (above - block_starts_.begin()) - 1;
  Place place{block << block_shift_, block_starts_[static_cast<size_t>(block)]};
  while (true) {
    const int64_t count = ChildCount(place.parent);
    if (child < place.first_child + count) return place;
    place.first_child += count;
    ++place.parent;
  }
}

void Family::Locate(kernel::RowIds children, int64_t* parents, int64_t* indexes) const {
  if (children.count == 0) return;
  if (fixed_ > 0) {
    children.ForEach([&](int64_t i, int64_t child) {
      parents[i] = static_cast<int64_t>(by_fixed_.Quotient(static_cast<uint64_t>(child)));
      indexes[i] = child - parents[i] * fixed_;
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
