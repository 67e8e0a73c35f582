#include "doors/cli/interruption.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <system_error>

#include "datagen/control.h"
#include "doors/cli/terminal.h"

namespace datagen::cli {
namespace {

// Of the 200 ms that a stop may take.
constexpr auto kGrace = std::chrono::milliseconds(120);
// What is either done or not may take longer, and then has to tell which.
constexpr auto kGraceOfTheIndivisible = std::chrono::seconds(10);
constexpr int kTickMilliseconds = 100;

constexpr int kExitOfSignal = 128;

// A signal handler: calls only what one may call.
void EndAtOnce(int signal) {
  WriteErrorAtOnce("datagen: stopped\n");
  ::_exit(kExitOfSignal + signal);
}

sigset_t WatchedSignals() {
  sigset_t watched;
  sigemptyset(&watched);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    sigaction(number, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaddset(&watched, number);
  }
  return watched;
}

}  // namespace

void EndAtSignals() {
  const sigset_t watched = WatchedSignals();
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (sigismember(&watched, number) == 1) std::signal(number, EndAtOnce);
  }
}

Interruption::Interruption(std::function<void()> tick, std::function<void(int signal)> end_now)
    : tick_(std::move(tick)), end_now_(std::move(end_now)) {
  const sigset_t watched = WatchedSignals();
  sigset_t former;
  pthread_sigmask(SIG_BLOCK, &watched, &former);
  signals_ = ::signalfd(-1, &watched, SFD_CLOEXEC);
  ended_ = ::eventfd(0, EFD_CLOEXEC);
  try {
    if (signals_ >= 0 && ended_ >= 0) watcher_ = std::thread([this] { Watch(); });
  } catch (const std::system_error&) {
  }
  // Without a watcher the signals do what they did before: end the program.
  if (!watcher_.joinable()) pthread_sigmask(SIG_SETMASK, &former, nullptr);
}

Interruption::~Interruption() {
  if (watcher_.joinable()) {
    over_ = true;
    ::eventfd_write(ended_, 1);  // else the watcher looks by itself, a tick later
    watcher_.join();
  }
  if (signals_ >= 0) ::close(signals_);
  if (ended_ >= 0) ::close(ended_);
}

void Interruption::Watch() {
  using Clock = std::chrono::steady_clock;
  Clock::time_point latest;  // when the command must have ended, once it is asked to
  Clock::time_point latest_of_all;
  for (;;) {
    pollfd waited[] = {{ended_, POLLIN, 0}, {signals_, POLLIN, 0}};
    int milliseconds = kTickMilliseconds;
    if (signal_ != 0) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(latest - Clock::now()).count();
      milliseconds = std::clamp(static_cast<int>(left), 0, kTickMilliseconds);
    }
    ::poll(waited, 2, milliseconds);
    if (over_) return;
    signalfd_siginfo found{};
    const bool came = waited[1].revents != 0 && ::read(signals_, &found, sizeof(found)) ==
                                                    static_cast<ssize_t>(sizeof(found));
    if (signal_ != 0 && IsIndivisible() && Clock::now() < latest_of_all) {
      latest = std::min(Clock::now() + kGrace, latest_of_all);
    }
    if (signal_ != 0 && (came || Clock::now() >= latest)) end_now_(signal_);
    if (came && signal_ == 0) {
      signal_ = static_cast<int>(found.ssi_signo);
      stop_ = true;
      latest = Clock::now() + kGrace;
      latest_of_all = latest + kGraceOfTheIndivisible;
    } else if (signal_ == 0) {
      tick_();
    }
  }
}

}  // namespace datagen::cli
