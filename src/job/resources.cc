#include "job/resources.h"

#include <sys/resource.h>

#include <ctime>

namespace datagen::job {

int64_t ThreadCpuNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  constexpr int64_t kPerSecond = 1'000'000'000;
  return now.tv_sec * kPerSecond + now.tv_nsec;
}

int64_t PeakMemoryBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return usage.ru_maxrss;
#else
  constexpr int64_t kUnit = 1024;
  return usage.ru_maxrss * kUnit;
#endif
}

}  // namespace datagen::job
