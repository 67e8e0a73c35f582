// Ctrl-C and its kin: SIGINT, SIGTERM and SIGHUP become a request to stop, which commands heed by
// themselves.
//
// Where one doesn't in time (a call into a library that can't be interrupted), or when the signal
// comes again, the program ends at once; for what is indivisible (datagen/control.h) it waits.
// Signals that the program was started to ignore stay ignored.
//
// Thread-safety: made by the main thread, before it starts others (they inherit that the signals
// are blocked); stop() and signal() are read by any thread.
#pragma once

#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

namespace datagen::cli {

// Until there is an Interruption, and where there can't be one, these signals end the program at
// once: with the exit code and the word that they have later.
void EndAtSignals();

class Interruption {
 public:
  // `tick` is called about ten times a second, `end_now` when the program must end; both on a
  // thread of their own. `end_now` does not return.
  Interruption(std::function<void()> tick, std::function<void(int signal)> end_now);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] const std::atomic<bool>* stop() const { return &stop_; }
  // The first signal that came, or 0.
  [[nodiscard]] int signal() const { return signal_; }

 private:
  void Watch();

  std::function<void()> tick_;
  std::function<void(int)> end_now_;
  std::atomic<bool> stop_{false};
  std::atomic<int> signal_{0};
  std::atomic<bool> over_{false};
  int signals_ = -1;  // a descriptor that signals are read from
  int ended_ = -1;    // one that wakes the watcher when the command has ended
  std::thread watcher_;
};

}  // namespace datagen::cli
