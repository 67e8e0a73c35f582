#include "foundation/work/process_use.h"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <fstream>

namespace datagen::work {

int64_t ThreadCpuNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  constexpr int64_t kPerSecond = 1'000'000'000;
  return now.tv_sec * kPerSecond + now.tv_nsec;
}

int64_t ResidentMemoryBytes() {
  // Linux: total and resident pages.
  std::ifstream pages("/proc/self/statm");
  int64_t total = 0;
  int64_t resident = 0;
  if (pages >> total >> resident) return resident * sysconf(_SC_PAGESIZE);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  constexpr int64_t kUnit = 1024;
  return usage.ru_maxrss * kUnit;
}

}  // namespace datagen::work
