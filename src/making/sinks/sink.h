// Where batches go: one file format each.
//
// A sink turns rows into the bytes of one file at a time; where they go is its Output's business.
// Thread-safety: one thread per Sink.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/sources/csv_dialect.h"
#include "foundation/base/status.h"
#include "foundation/work/stop.h"
#include "making/engine/engine.h"
#include "making/sinks/output.h"

namespace datagen::sinks {

struct SinkOptions {
  std::string compression;           // one of SinkInfo::compressions
  int64_t row_group_rows = 131'072;  // at most
  int64_t row_group_bytes = 0;       // in memory, at most, in whole batches; 0: no limit
  std::string encoding = "auto";     // one of SinkInfo::encodings
  bool streamed = false;             // for readers that can't seek: Arrow's stream format
  sources::CsvDialect csv;           // of CSV files
  work::StopToken stop;              // ends a Write that takes long, as environment
};

class Sink {
 public:
  virtual ~Sink() = default;
  // Begins a file. Lifetime: `output` outlives the sink, which may write what is left at its end.
  virtual base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) = 0;
  virtual base::Status Write(const engine::Batch& batch) = 0;
  // Writes what is left; the output stays open.
  virtual base::Status Close() = 0;
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
  // Whether a compression is that of the file as a whole, and stands in its name: part.csv.gz.
  bool compresses_files = false;
};

// What the names of files end with: "csv.gz"; "" of a format that writes none.
std::string ExtensionOf(const SinkInfo& sink, const std::string& compression);

// All formats, from the files of formats/ (the list is made by the build).
const std::vector<const SinkInfo*>& Sinks();
const SinkInfo* FindSink(const std::string& id);

}  // namespace datagen::sinks
