// What a run or a load would cost, held against what it may (datagen/bounds.h).
//
// Thread-safety: may be called from many threads.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "datagen/datagen.h"
#include "doors/api/estimate.h"
#include "foundation/base/status.h"
#include "making/engine/engine.h"
#include "making/runs/memory_fit.h"
#include "making/runs/run.h"

namespace datagen::api {

// What is asked for.
struct Demand {
  std::vector<int> tables;
  std::vector<double> shares;  // of the rows of each that are made
  std::string form;            // what its bytes are: "parquet"
  int64_t fixed_bytes = 0;     // whatever the tables
  int threads = 1;
  // What a table costs as a whole. Cost: a sample of its rows.
  std::function<base::Result<TableEstimate>(int node)> estimate;
};

// Errors: invalid, with all that it would cost; those of the estimates. Rows alone are looked at
// without samples, unless there are too many.
base::Status CheckDemand(const engine::Engine& engine, const Bounds& bounds, const Demand& demand);

// Makes work fit the memory that there may be: that of the bounds, or what a container leaves.
// Errors: as runs::FitMemory, where the bounds say a limit.
base::Status BoundMemory(const Bounds& bounds, const std::function<int64_t()>& needed,
                         runs::MemoryLevers levers);

// The same of a run, whose batches, threads and row groups are made to fit the memory. `run`: as
// its options say, with part_rows_of filled where files are cut by size. `table`: that is made; -1:
// all.
base::Status BoundRun(const Plan& plan, const GenerateOptions& options, int table,
                      runs::Options* run);

}  // namespace datagen::api
