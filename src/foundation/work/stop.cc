#include "foundation/work/stop.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace datagen::work {

struct StopToken::State {
  StopToken parent;
  std::atomic<StopReason> reason{StopReason::kNone};
  const std::atomic<bool>* flag = nullptr;
  const Clock* clock = nullptr;  // where there is a deadline
  double deadline = 0;
};

StopReason StopToken::reason() const {
  if (state_ == nullptr) return StopReason::kNone;
  StopReason reason = state_->reason.load(std::memory_order_acquire);
  if (reason != StopReason::kNone) return reason;
  if (state_->flag != nullptr && state_->flag->load(std::memory_order_relaxed)) {
    reason = StopReason::kCancelled;
  } else if (state_->clock != nullptr && state_->clock->Seconds() >= state_->deadline) {
    reason = StopReason::kDeadline;
  } else {
    reason = state_->parent.reason();
  }
  if (reason == StopReason::kNone) return reason;
  StopReason before = StopReason::kNone;
  return state_->reason.compare_exchange_strong(before, reason) ? reason : before;
}

base::Status StopToken::status() const {
  switch (reason()) {
    case StopReason::kNone:
      return base::Status::Ok();
    case StopReason::kCancelled:
      return base::Status::Environment("interrupted", "stopped before it was complete");
    case StopReason::kDeadline:
      return base::Status::Environment("interrupted",
                                       "stopped at its time limit, before it was complete");
    case StopReason::kFailed:
      break;
  }
  return base::Status::Environment("interrupted",
                                   "stopped because another part of the work has failed");
}

StopSource::StopSource(StopToken parent) : state_(std::make_shared<StopToken::State>()) {
  state_->parent = std::move(parent);
}

void StopSource::Follow(const std::atomic<bool>* flag) { state_->flag = flag; }

void StopSource::StopAt(double seconds, const Clock& clock) {
  state_->clock = &clock;
  state_->deadline = seconds;
}

void StopSource::Stop(StopReason reason) const {
  StopReason before = StopReason::kNone;
  state_->reason.compare_exchange_strong(before, reason);
}

struct StopAction::Watch {
  StopToken stop;
  std::function<void()> act;
  std::mutex mutex;
  std::condition_variable changed;
  bool over = false;
  std::thread thread;

  void Run() {
    auto tick = std::chrono::milliseconds(20);
    std::unique_lock<std::mutex> lock(mutex);
    while (!changed.wait_for(lock, tick, [&] { return over; })) {
      if (!stop.stopped()) continue;
      lock.unlock();
      act();
      lock.lock();
      tick += tick / 2;
    }
  }
};

StopAction::StopAction(StopToken stop, std::function<void()> act)
    : watch_(std::make_unique<Watch>()) {
  watch_->stop = std::move(stop);
  watch_->act = std::move(act);
  try {
    watch_->thread = std::thread([watch = watch_.get()] { watch->Run(); });
  } catch (const std::system_error&) {
    // Work ends at its next look at the token.
  }
}

StopAction::~StopAction() {
  {
    const std::lock_guard<std::mutex> lock(watch_->mutex);
    watch_->over = true;
  }
  watch_->changed.notify_all();
  if (watch_->thread.joinable()) watch_->thread.join();
}

}  // namespace datagen::work
