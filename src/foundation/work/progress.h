// How far a piece of work has come: counted by those who work, told to those who wait.
//
// Thread-safety: Add and snapshot from any thread; the others from the one that the work belongs
// to, on which the listener is called too.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "foundation/work/clock.h"

namespace datagen::work {

class Progress {
 public:
  struct Snapshot {
    std::string phase;  // "plan", "make", …
    std::string unit;   // of the numbers: "rows", "checks", …
    std::string item;   // what is worked on, such as a table; may be empty
    int64_t done = 0;
    int64_t total = 0;  // 0: not known
  };
  using Listener = std::function<void(const Snapshot&)>;

  // Tells the listener, if there is one, at the beginning and end of every phase and five times a
  // second between.
  explicit Progress(Listener listener, const Clock& clock = SteadyClock());

  void Begin(std::string phase, std::string unit, int64_t total);
  void SetItem(const std::string& item);
  void Add(int64_t done) { done_.fetch_add(done, std::memory_order_relaxed); }
  // Tells, if it is time.
  void Tell();
  void End();

  [[nodiscard]] Snapshot snapshot() const;

 private:
  void TellNow();

  const Listener listener_;
  const Clock& clock_;
  std::atomic<int64_t> done_{0};
  mutable std::mutex mutex_;
  Snapshot now_;  // but for `done`
  double told_ = 0;
};

}  // namespace datagen::work
