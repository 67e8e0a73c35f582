#include "foundation/work/progress.h"

#include <utility>

namespace datagen::work {
namespace {

constexpr double kIntervalSeconds = 0.2;

}  // namespace

Progress::Progress(Listener listener, const Clock& clock)
    : listener_(std::move(listener)), clock_(clock) {}

void Progress::Begin(std::string phase, int64_t rows_total, int64_t parts_total) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    now_ = {std::move(phase), "", 0, rows_total, 0, parts_total};
    rows_done_ = 0;
    parts_done_ = 0;
  }
  TellNow(std::unique_lock(telling_));
}

void Progress::SetItem(const std::string& item) {
  const std::lock_guard<std::mutex> lock(mutex_);
  now_.item = item;
}

void Progress::Tell() {
  if (!listener_ || clock_.Seconds() - told_ < kIntervalSeconds) return;
  std::unique_lock<std::mutex> telling(telling_, std::try_to_lock);
  if (telling.owns_lock()) TellNow(std::move(telling));
}

void Progress::End() { TellNow(std::unique_lock(telling_)); }

void Progress::TellNow(std::unique_lock<std::mutex> /*telling*/) {
  if (!listener_) return;
  told_ = clock_.Seconds();
  listener_(snapshot());
}

Progress::Snapshot Progress::snapshot() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  Snapshot snapshot = now_;
  snapshot.rows_done = rows_done_;
  snapshot.parts_done = parts_done_;
  return snapshot;
}

}  // namespace datagen::work
