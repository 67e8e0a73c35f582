// Makes the rows of one part, breaks them as declared, hashes them and writes them to a sink.
//
// Thread-safety: Write may be called from many threads for different parts.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "making/defects/overlay.h"
#include "making/engine/engine.h"
#include "making/runs/parts.h"
#include "making/runs/run.h"

namespace datagen::runs {

class PartWriter {
 public:
  // Lifetime: all must outlive it. `stop`: ends a Write early, with an error that is nobody's.
  // `rows_done`: raised by the rows of every batch written.
  PartWriter(const engine::Engine& engine, const Options& options, const std::atomic<bool>* stop,
             std::atomic<int64_t>* rows_done);

  // The columns as they are written: damaged ones have other traits.
  [[nodiscard]] const std::vector<engine::WrittenColumn>& Written(int node) const;

  // Writes the part to `path`. `parts`: how many its table has. `entries`: gets what was broken on
  // purpose, in the order of rows. Errors: a null where none may be; the disk.
  base::Result<PartRecord> Write(const Part& part, int64_t parts, const std::string& path,
                                 std::vector<defects::Entry>* entries) const;

 private:
  // A part while it is written.
  struct Progress;

  base::Status WriteRows(const Part& part, Progress* progress,
                         std::vector<defects::Entry>* entries) const;
  base::Status WriteBatch(const engine::Batch& batch, int node, Progress* progress) const;

  const engine::Engine& engine_;
  const Options& options_;
  const std::atomic<bool>& stop_;
  std::atomic<int64_t>& rows_done_;
};

}  // namespace datagen::runs
