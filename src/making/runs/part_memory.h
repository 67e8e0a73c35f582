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

// Of one table's rows as a stream, whose batches the threads make ahead of what is written.
int64_t StreamMemory(const engine::Engine& engine, const Options& options, int node);

// What the threads of a run hold that make parts of all tables, or of one (-1: of all).
int64_t RunMemory(const engine::Engine& engine, const Options& options, int only_node);

}  // namespace datagen::runs
