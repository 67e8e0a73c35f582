// How much memory the making of a table's parts takes, before they are made.
//
// An estimate from what the plan knows of the longest values; most are shorter.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "making/engine/engine.h"
#include "making/runs/run.h"

namespace datagen::runs {

// In bytes: the batch, what it is made of, and the rows that the format holds until their row group
// is written.
int64_t PartMemory(const engine::Engine& engine, const Options& options, int node,
                   int64_t part_rows);

// What so many threads hold that make parts of these tables (all, if there are none).
int64_t RunMemory(const engine::Engine& engine, const Options& options, int only_node);

// Makes batches smaller until the threads of a run, and what the process holds besides, take at
// most so many bytes; then lets fewer work at a time, then makes row groups and batches as small as
// may be. Values stay the same. `only_node`: the table that is made; -1: all.
// Errors: invalid, when that does not suffice.
base::Status FitMemory(const engine::Engine& engine, int64_t bytes_max, int64_t held, int only_node,
                       Options* options);

// That even so little needs more.
base::Status MemoryRefusal(int64_t bytes_max, int64_t held, int64_t needed, int64_t batch_rows);

// Down to a half of so many rows, or to the least. False when they are there.
bool HalveRows(int64_t least, int64_t* rows);

// Smaller batches cost time; below this, much of it.
constexpr int64_t kBatchRowsFast = 1024;
constexpr int64_t kBatchRowsLeast = 64;

}  // namespace datagen::runs
