// What the process and its threads have used so far.
#pragma once

#include <cstdint>

namespace datagen::work {

// CPU time of the calling thread in nanoseconds: what a part of a run costs, whatever else the
// machine does. Cost: a few hundred of them.
int64_t ThreadCpuNanoseconds();

// The memory in bytes that the process holds; where the system does not say, the most that it has
// held.
int64_t ResidentMemoryBytes();

}  // namespace datagen::work
