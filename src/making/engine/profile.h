// Where the time of a run goes, by column.
//
// A column's own time is what its kernels take, without the columns it reads, which are counted for
// themselves; work on the relation to other rows counts for the column that first needs it. The
// clock is the caller's: this stage reads none.
//
// Thread-safety: Add may be called from many threads at once.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "making/plan/plan.h"

namespace datagen::engine {

class Profile {
 public:
  // Nanoseconds of CPU time of the calling thread.
  using Clock = int64_t (*)();

  Profile(const plan::Plan& plan, Clock clock) : clock_(clock) {
    for (const plan::Node& node : plan.nodes) {
      columns_.push_back(std::make_unique<std::atomic<int64_t>[]>(node.columns.size() + kWork));
    }
  }

  [[nodiscard]] int64_t Now() const { return clock_(); }
  void Add(int node, int column, int64_t nanoseconds) {
    columns_[static_cast<size_t>(node)][static_cast<size_t>(column) + kWork] += nanoseconds;
  }
  [[nodiscard]] int64_t Column(int node, int column) const {
    return columns_[static_cast<size_t>(node)][static_cast<size_t>(column) + kWork];
  }

  // Work on whole rows.
  enum Work : size_t { kHashing, kWriting, kWork };
  void AddWork(int node, Work work, int64_t nanoseconds) {
    columns_[static_cast<size_t>(node)][work] += nanoseconds;
  }
  [[nodiscard]] int64_t WorkOf(int node, Work work) const {
    return columns_[static_cast<size_t>(node)][work];
  }

 private:
  Clock clock_;
  std::vector<std::unique_ptr<std::atomic<int64_t>[]>> columns_;  // of each node, work first
};

}  // namespace datagen::engine
