// Makes the rows of one part, breaks them as declared, hashes them and writes them to a sink.
//
// Thread-safety: Write may be called from many threads for different parts.
#pragma once

#include <string>
#include <vector>

#include "foundation/work/progress.h"
#include "foundation/work/stop.h"
#include "making/defects/overlay.h"
#include "making/engine/engine.h"
#include "making/runs/partition_columns.h"
#include "making/runs/parts.h"
#include "making/runs/run.h"

namespace datagen::runs {

class PartWriter {
 public:
  // Where a part goes: as PartFiles has it.
  struct Place {
    std::string unfinished;
    std::string name;
    PartitionColumns* partitions = nullptr;
    sinks::Output* output = nullptr;
    // Whether threads of the job make batches ahead, while the caller's writes those before them.
    // Requires: the caller is no task of the pool.
    bool makes_ahead = false;
  };

  // Lifetime: all must outlive it. `progress`: gets the rows of every batch written.
  PartWriter(const engine::Engine& engine, const Options& options, work::Progress* progress);

  // The columns as they are written: damaged ones have other traits.
  [[nodiscard]] const std::vector<engine::WrittenColumn>& Written(int node) const;

  // Writes the part. `parts`: how many its table has. `place`: where to. `entries`: gets what was
  // broken on purpose, in the order of rows. Errors: a null where none may be; the disk; the
  // stop's.
  base::Result<PartRecord> Write(const Part& part, int64_t parts, const Place& place,
                                 const work::StopToken& stop,
                                 std::vector<defects::Entry>* entries) const;

 private:
  // A part while it is written.
  struct OpenPart;

  base::Status WriteRows(const Part& part, OpenPart* open,
                         std::vector<defects::Entry>* entries) const;
  base::Status WriteAhead(const Part& part, OpenPart* open) const;
  base::Status WriteBatch(const engine::Batch& batch, int node, OpenPart* open) const;

  const engine::Engine& engine_;
  const Options& options_;
  work::Progress& progress_;
};

}  // namespace datagen::runs
