// Whether work should end before it is done, and why: a token that is polled.
//
// std::stop_token has neither a reason, nor a deadline, nor a parent, nor a flag that a signal
// handler may set; these are the four things that jobs need. Polling costs a few loads, and reading
// the clock where there is a deadline: once a batch, not once a row.
//
// Thread-safety: tokens and sources may be used and copied on any thread. What has stopped stays
// stopped, for the reason that came first.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "foundation/base/status.h"
#include "foundation/work/clock.h"

namespace datagen::work {

enum class StopReason {
  kNone,
  kCancelled,
  kDeadline,
  kFailed  // another part of the same work has failed
};

class StopToken {
 public:
  // Never stops.
  StopToken() = default;

  [[nodiscard]] bool stopped() const { return reason() != StopReason::kNone; }
  // Whether there is anybody who could stop it.
  [[nodiscard]] bool can_stop() const { return state_ != nullptr; }
  [[nodiscard]] StopReason reason() const;
  // Ok while it goes on; then environment, saying why.
  [[nodiscard]] base::Status status() const;

 private:
  friend class StopSource;
  struct State;
  explicit StopToken(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

class StopSource {
 public:
  // Stops when it is told, and when `parent` does.
  explicit StopSource(StopToken parent = {});

  // Also stops, as cancelled, when the flag is set, even by a signal handler.
  // Requires: before the token is used. Lifetime: the flag outlives all tokens.
  void Follow(const std::atomic<bool>* flag);
  // Also stops when the clock says so. Requires: before the token is used.
  void StopAt(double seconds, const Clock& clock = SteadyClock());

  void Stop(StopReason reason) const;
  [[nodiscard]] StopToken token() const { return StopToken(state_); }

 private:
  std::shared_ptr<StopToken::State> state_;
};

// Ends what polls no token, such as another library's query: while it is alive, and from when the
// token has stopped, calls `act` again and again, ever less often, on a thread of its own. (A query
// that had not started yet is not ended by the first call.) Where no thread can be started, nobody
// calls.
class StopAction {
 public:
  // Requires: `act` does not throw and may run beside what it ends.
  StopAction(StopToken stop, std::function<void()> act);
  ~StopAction();
  StopAction(const StopAction&) = delete;
  StopAction& operator=(const StopAction&) = delete;

 private:
  struct Watch;
  std::unique_ptr<Watch> watch_;
};

}  // namespace datagen::work
