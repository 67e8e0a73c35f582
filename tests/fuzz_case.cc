#include "fuzz_case.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#ifdef __SANITIZE_ADDRESS__
// A finding ends the program with a signal, whose handler names the case.
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "abort_on_error=1:allocator_may_return_null=1";
}
extern "C" const char* __ubsan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "abort_on_error=1:print_stacktrace=1";
}
#endif

namespace datagen::fuzz {
namespace {

constexpr int kSecondsMax = 20;

struct Running {
  char name[32];
  unsigned long long seed = 0;
  volatile long long at = -1;
  std::string_view input;
};
Running running;  // NOLINT: a signal's handler sees nothing else

void NameCase(int signal) {
  char line[160];
  const int size = std::snprintf(
      line, sizeof(line), "\n%s: case %lld of seed %llu %s (signal %d)\n", running.name, running.at,
      running.seed, signal == SIGPROF ? "does not end" : "ends the program", signal);
  (void)!write(STDERR_FILENO, line, static_cast<size_t>(size));
  (void)!write(STDERR_FILENO, running.input.data(), running.input.size());
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void Watch() {
  static char stack[64 << 10];  // a crash may be that the usual one is full
  const stack_t other{.ss_sp = stack, .ss_flags = 0, .ss_size = sizeof(stack)};
  sigaltstack(&other, nullptr);
  struct sigaction action {};
  action.sa_handler = NameCase;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigaction(SIGABRT, &action, nullptr);
  sigaction(SIGPROF, &action, nullptr);
#ifndef __SANITIZE_ADDRESS__
  for (const int crash : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) sigaction(crash, &action, nullptr);
#endif
}

}  // namespace

Cases::Cases(std::string name, int argc, char** argv) : name_(std::move(name)) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool known = word == "--cases" || word == "--seed" || word == "--case";
    if (known && i + 1 == argc) {
      std::fprintf(stderr, "%s: %s has no value\n", name_.c_str(), word.c_str());
      std::exit(2);
    }
    if (word == "--cases") {
      cases_ = std::atoll(argv[++i]);
    } else if (word == "--seed") {
      seed_ = std::strtoull(argv[++i], nullptr, 10);
    } else if (word == "--case") {
      only_ = std::atoll(argv[++i]);
    } else {
      others_.push_back(word);
    }
  }
  std::snprintf(running.name, sizeof(running.name), "%s", name_.c_str());
  running.seed = seed_;
}

void Cases::Run(const std::function<void(int64_t, Draws*)>& run) {
  Watch();
  const int64_t first = only_ >= 0 ? only_ : 0;
  const int64_t end = only_ >= 0 ? only_ + 1 : cases_;
  const random::Stream stream(seed_, random::kGoldenGamma);
  const auto start = std::chrono::steady_clock::now();
  for (int64_t k = first; k < end; ++k) {
    running.at = k;
    running.input = {};
    constexpr itimerval kLimit{.it_interval = {},
                               .it_value = {.tv_sec = kSecondsMax, .tv_usec = 0}};
    // Set anew now and then: a call of the system would cost a tenth of a short case.
    if ((k - first) % 64 == 0) setitimer(ITIMER_PROF, &kLimit, nullptr);
    Draws draws(stream.Bits(k));
    run(k, &draws);
  }
  const itimerval off{};
  setitimer(ITIMER_PROF, &off, nullptr);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%s: %lld cases of seed %llu in %.1f s\n", name_.c_str(),
              static_cast<long long>(end - first), static_cast<unsigned long long>(seed_), seconds);
  for (const auto& [kind, count] : counts_) {
    std::printf("  %-24s %12lld\n", kind.c_str(), static_cast<long long>(count));
  }
}

void SetInput(const std::string& input) { running.input = input; }

void SetCase(int64_t number) { running.at = number; }

void Broken(const std::string& what, const std::string& input) {
  std::fprintf(stderr, "\n%s: case %lld of seed %llu: %s\n%s\n", running.name,
               static_cast<long long>(running.at), running.seed, what.c_str(), input.c_str());
  std::_Exit(1);
}

}  // namespace datagen::fuzz
