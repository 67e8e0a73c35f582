#include "foundation/work/memory_budget.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace datagen::work {

using base::Status;

Reservation::Reservation(Reservation&& other) noexcept
    : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

Reservation& Reservation::operator=(Reservation&& other) noexcept {
  std::swap(budget_, other.budget_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

Reservation::~Reservation() {
  if (budget_ != nullptr) budget_->Release(bytes_);
}

Status MemoryBudget::Check(std::string_view what, int64_t bytes) const {
  if (bytes_max_ == 0 || bytes <= bytes_max_) return Status::Ok();
  constexpr int64_t kMega = 1'000'000;
  return Status::Environment("out-of-memory",
                             fmt::format("{} needs about {} MB of memory: the limit is {} MB", what,
                                         (bytes + kMega - 1) / kMega, bytes_max_ / kMega));
}

base::Result<Reservation> MemoryBudget::Reserve(std::string_view what, int64_t bytes,
                                                const StopToken& stop) {
  Status status = Check(what, bytes);
  if (!status.ok()) return status;
  constexpr auto kTick = std::chrono::milliseconds(20);
  Ticket ticket = 0;
  Reservation reservation;
  while (!TryReserve(bytes, &ticket, &reservation)) {
    status = stop.status();
    if (!status.ok()) {
      Leave(&ticket);
      Tell();
      return status;
    }
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait_for(lock, kTick);
  }
  Tell();  // the next in the queue may fit too
  return reservation;
}

bool MemoryBudget::TryReserve(int64_t bytes, Ticket* ticket, Reservation* reservation) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const bool fits = bytes_max_ == 0 || bytes <= bytes_max_ - reserved_;
  const bool turn = *ticket == 0 ? queue_.empty() : queue_.front() == *ticket;
  if (!fits || !turn) {
    if (*ticket == 0) queue_.push_back(*ticket = ++last_ticket_);
    return false;
  }
  if (*ticket != 0) queue_.pop_front();
  *ticket = 0;
  reserved_ += bytes;
  reserved_most_ = std::max(reserved_most_, reserved_);
  *reservation = Reservation(this, bytes);
  return true;
}

void MemoryBudget::Leave(Ticket* ticket) {
  if (*ticket == 0) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::erase(queue_, std::exchange(*ticket, 0));
  }
  changed_.notify_all();
}

void MemoryBudget::Tell() {
  changed_.notify_all();
  if (on_release_) on_release_();
}

void MemoryBudget::Release(int64_t bytes) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    reserved_ -= bytes;
  }
  Tell();
}

int64_t MemoryBudget::reserved() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return reserved_;
}

int64_t MemoryBudget::reserved_most() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return reserved_most_;
}

}  // namespace datagen::work
