// How large the file of a database or a script is that holds some rows of a table.
#pragma once

#include <cstdint>

#include "foundation/work/stop.h"
#include "making/loaders/target.h"

namespace datagen::loaders {

struct SampleRows {
  int node = 0;
  int64_t first = 0;
  int64_t rows = 0;
};

// In bytes, of a new file with that table alone, its keys and no references.
// Requires: a kind that is a file. Thread-safety: may be called from many threads.
// Cost: the file is made in a temporary folder.
base::Result<int64_t> SampleFileBytes(const engine::Engine& engine, const TargetInfo& kind,
                                      const std::string& dialect, const SampleRows& sample,
                                      const work::StopToken& stop);

}  // namespace datagen::loaders
