// How much memory the making of a table's parts takes, before they are made.
#pragma once

#include <cstdint>

#include "making/engine/engine.h"
#include "making/runs/run.h"

namespace datagen::runs {

// In bytes: the batch, what it is made of, and the rows that the format holds until their row group
// is written. An estimate from what the plan knows of the longest values; most are shorter.
// Thread-safety: a pure function.
int64_t PartMemory(const engine::Engine& engine, const Options& options, int node,
                   int64_t part_rows);

}  // namespace datagen::runs
