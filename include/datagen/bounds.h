// What a run may cost at most. It is looked at before the first row, by samples of the tables and
// by what the plan knows of its rows; a run that would cost more is refused, with nothing written.
//
//   options.bounds = {.rows_max = 10'000'000, .memory_max = 500'000'000};
//   Outcome outcome = plan->Generate(options, &summary);   // or plan->CheckBounds(options)
//
// Thread-safety: a value.
#pragma once

#include <cstdint>

namespace datagen {

// 0: no limit.
struct Bounds {
  int64_t rows_max = 0;   // of all tables together, or of the slice that is made
  int64_t bytes_max = 0;  // of their files; of a database on a server: as CSV
  // Of the process, with what it holds already. Batches become as small as it takes, then fewer
  // threads work at a time, then row groups of files become smaller; refused is what needs more
  // even so. What a database in the process takes is its own.
  int64_t memory_max = 0;
};

}  // namespace datagen
