// How much memory the jobs of a process may take together: bytes are reserved before a piece of
// work starts and given back after it. Who asks for more than is free waits: first come, first
// served, so that a large demand is not overtaken for ever.
//
// It counts demands as estimated by those who ask, and holds no memory itself. No deadlock: a task
// holds one reservation at a time and waits for nothing while it does.
// Thread-safety: from any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>

#include "foundation/base/status.h"
#include "foundation/work/stop.h"

namespace datagen::work {

class MemoryBudget;

// Bytes of a budget until it goes.
class Reservation {
 public:
  Reservation() = default;
  Reservation(Reservation&& other) noexcept;
  Reservation& operator=(Reservation&& other) noexcept;
  ~Reservation();

 private:
  friend class MemoryBudget;
  Reservation(MemoryBudget* budget, int64_t bytes) : budget_(budget), bytes_(bytes) {}
  MemoryBudget* budget_ = nullptr;
  int64_t bytes_ = 0;
};

class MemoryBudget {
 public:
  // 0: no limit.
  explicit MemoryBudget(int64_t bytes_max) : bytes_max_(bytes_max) {}
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  // Whether the demand can ever be met. Errors: environment, with both numbers. `what` needs it.
  [[nodiscard]] base::Status Check(std::string_view what, int64_t bytes) const;
  // Waits for its turn. Errors: as Check; the stop's. Requires: not from a task of a pool.
  base::Result<Reservation> Reserve(std::string_view what, int64_t bytes, const StopToken& stop);

  // A place in the queue of one who can't wait on his thread; 0: none yet.
  using Ticket = uint64_t;
  // Whether its turn has come and the bytes are free, which are then taken. If not, the ticket
  // keeps its place: ask again after a release, or Leave. Requires: Check(bytes).
  bool TryReserve(int64_t bytes, Ticket* ticket, Reservation* reservation);
  void Leave(Ticket* ticket);
  // Is called whenever the next in the queue may have come to its turn, without a lock; Leave is
  // the caller's own doing and calls nothing. Requires: before any reservation.
  void OnRelease(std::function<void()> call) { on_release_ = std::move(call); }

  [[nodiscard]] int64_t bytes_max() const { return bytes_max_; }
  [[nodiscard]] int64_t reserved() const;
  [[nodiscard]] int64_t reserved_most() const;

 private:
  friend class Reservation;
  void Release(int64_t bytes);
  void Tell();  // those who wait

  const int64_t bytes_max_;
  std::function<void()> on_release_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int64_t reserved_ = 0;
  int64_t reserved_most_ = 0;
  Ticket last_ticket_ = 0;
  std::deque<Ticket> queue_;
};

}  // namespace datagen::work
