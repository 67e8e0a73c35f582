// How far a piece of work has come: counted by those who work, told to those who wait.
//
// Thread-safety: from any thread. The listener is called on the thread that begins, tells or ends,
// by one at a time.
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
  // Totals are 0 where they are not known, or nothing of the kind is counted.
  struct Snapshot {
    std::string phase;  // "plan", "make", …
    std::string item;   // what is worked on, such as a table; may be empty
    int64_t rows_done = 0;
    int64_t rows_total = 0;
    int64_t parts_done = 0;  // files, tables, checks: what the phase goes by
    int64_t parts_total = 0;
  };
  using Listener = std::function<void(const Snapshot&)>;

  // Tells the listener, if there is one, at the beginning and end of every phase and five times a
  // second between.
  explicit Progress(Listener listener, const Clock& clock = SteadyClock());

  void Begin(std::string phase, int64_t rows_total, int64_t parts_total);
  void SetItem(const std::string& item);
  void AddRows(int64_t rows) { rows_done_.fetch_add(rows, std::memory_order_relaxed); }
  void AddPart() { parts_done_.fetch_add(1, std::memory_order_relaxed); }
  // Tells, if it is time.
  void Tell();
  void End();

  [[nodiscard]] Snapshot snapshot() const;

 private:
  void TellNow(std::unique_lock<std::mutex> telling);

  const Listener listener_;
  const Clock& clock_;
  std::atomic<int64_t> rows_done_{0};
  std::atomic<int64_t> parts_done_{0};
  mutable std::mutex mutex_;
  Snapshot now_;  // but for what is done
  std::mutex telling_;
  std::atomic<double> told_{0};
};

}  // namespace datagen::work
