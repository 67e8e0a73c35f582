// Makes work as small as the memory that it may take asks for. Values stay the same.
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <functional>

#include "foundation/base/status.h"

namespace datagen::runs {

// What may become less. `row_group_rows`: nullptr where there are none, or they have to stay.
struct MemoryLevers {
  int64_t* batch_rows;
  int* threads;
  int64_t* row_group_rows;
};

// Makes batches smaller until what is `needed` with the levers as they are, and what the process
// holds besides, is at most so many bytes; then lets fewer threads work at a time, then makes row
// groups and batches as small as may be.
// Errors: invalid, when that does not suffice.
base::Status FitMemory(int64_t bytes_max, int64_t held, const std::function<int64_t()>& needed,
                       const MemoryLevers& levers);

}  // namespace datagen::runs
