// How a caller follows an operation and ends it, and what it may take: part of the options of
// every operation.
//
// Thread-safety: Control is a value; Resources may be used from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace datagen {

namespace api {
struct ResourcesAccess;  // of the library's own files
}

// Totals are 0 where they are not known, or nothing of the kind is counted.
struct Progress {
  std::string phase;  // plan, make, load, read, draft, validate
  std::string table;  // what is worked on; may be empty
  int64_t rows_done = 0;
  int64_t rows_total = 0;
  int64_t parts_done = 0;  // files, tables, scripts or checks: what the phase goes by
  int64_t parts_total = 0;

  // By rows, or else by parts; 0 to 100.
  [[nodiscard]] double percent() const {
    const int64_t total = rows_total > 0 ? rows_total : parts_total;
    const int64_t done = rows_total > 0 ? rows_done : parts_done;
    return total > 0 ? 100.0 * static_cast<double>(done) / static_cast<double>(total) : 0.0;
  }
};

// Threads and memory that operations share. Operations that run beside each other take turns; one
// that needs more memory than is free waits for it, one that needs more than there is fails.
class Resources {
 public:
  // At most so many threads (0: as many as the machine has), so much memory in bytes (0: no limit),
  // as estimated before the work, and so many jobs (job.h) that run at a time (0: all of them).
  Resources(int threads, int64_t memory_bytes, int jobs_max = 0);
  // Requires: no operation of it goes on.
  ~Resources();
  Resources(const Resources&) = delete;
  Resources& operator=(const Resources&) = delete;

  [[nodiscard]] int threads() const;
  [[nodiscard]] int64_t memory_bytes() const;
  // Of that, the most that was reserved at a time.
  [[nodiscard]] int64_t memory_reserved_most() const;

 private:
  friend struct api::ResourcesAccess;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Every operation also ends by itself, with Code::kEnvironment, where memory or threads run out
// ("out of memory"), and where the library finds a mistake of its own ("internal error"): it throws
// nothing, and harms no other.
struct Control {
  // Called about five times a second and at the ends of phases, by one thread at a time: that which
  // called the operation, or one that works for it. The work waits meanwhile. It must not throw.
  std::function<void(const Progress&)> on_progress;
  // Ends the operation when it becomes true, be it by a signal handler: within 200 ms, with batches
  // of the default size. Lifetime: until the operation has ended.
  const std::atomic<bool>* cancel = nullptr;
  // Ends it after so many seconds; 0: never.
  double seconds_max = 0;
  // nullptr: the process's own, with as many threads as the machine has and the memory that its
  // container leaves; no limit where there is none.
  Resources* resources = nullptr;
};

// For a program that must end without waiting for its operations: removes all files that they have
// not finished. Finished parts of a run stay. No operation gets any further, nor ends: _exit().
void RemoveUnfinished();

// Whether an operation is at what is either done or not, and nobody else can undo: to commit, to
// put a file in its place. Who ends the program had better wait until it is over.
bool IsIndivisible();

}  // namespace datagen
