// Where batches go: one file format each.
//
// A sink writes one part at a time under the name it is given; naming, renaming and removing are
// the run's business. Thread-safety: one thread per Sink.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "foundation/work/stop.h"
#include "making/engine/engine.h"

namespace datagen::sinks {

struct SinkOptions {
  std::string compression;           // one of SinkInfo::compressions
  int64_t row_group_rows = 131'072;  // at most
  int64_t row_group_bytes = 0;       // in memory, at most, in whole batches; 0: no limit
  std::string encoding = "auto";     // one of SinkInfo::encodings
  work::StopToken stop;              // ends a Write that takes long, as environment
};

class Sink {
 public:
  virtual ~Sink() = default;
  virtual base::Status Open(const std::string& path,
                            const std::vector<engine::WrittenColumn>& columns) = 0;
  virtual base::Status Write(const engine::Batch& batch) = 0;
  // Ends the part. The number of bytes written.
  virtual base::Result<int64_t> Close() = 0;
};

struct SinkInfo {
  std::string id;
  std::string extension;  // without the dot; "" writes no files
  std::string summary;
  std::vector<std::string> compressions;  // the first is the default
  std::unique_ptr<Sink> (*make)(const SinkOptions& options) = nullptr;
  std::vector<std::string> encodings = {"auto"};
  int64_t row_groups_max = 0;     // of a file; 0: no limit, or no row groups
  bool holds_row_groups = false;  // in memory, until they are written
};

// All formats, from the files of formats/ (the list is made by the build).
const std::vector<const SinkInfo*>& Sinks();
const SinkInfo* FindSink(const std::string& id);

}  // namespace datagen::sinks
