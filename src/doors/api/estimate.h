// How large the files of a plan will be, and the plan as text.
#pragma once

#include <string>
#include <vector>

#include "datagen/datagen.h"
#include "foundation/base/status.h"
#include "foundation/work/progress.h"
#include "foundation/work/stop.h"
#include "making/engine/engine.h"
#include "making/sinks/sink.h"

namespace datagen::api {

struct TableEstimate {
  double rows = 0;  // that a run is expected to make
  int64_t bytes = 0;
  double cpu_seconds = 0;  // making, hashing, encoding, writing
  int64_t memory = 0;      // what a thread holds while it makes a part
  int64_t parts = 0;
};

// What the size of files hangs on, besides their rows.
struct FileForm {
  const sinks::SinkInfo* sink = nullptr;
  sinks::SinkOptions options;
  std::vector<std::string> partition_by;
  int64_t part_rows = 0;
  int64_t batch_rows = 0;
};

// Errors: invalid, for a CSV dialect that can't be.
base::Result<FileForm> FormOf(const GenerateOptions& options, const work::StopToken& stop);

// All that the size of a table's files hangs on but for its rows; batches change nothing.
std::string NameOf(const FileForm& form, int node);

// What a table costs in files of a form: a sample of its rows is made, encoded, and scaled up. Ends
// when the sink's token stops.
// Cost: up to 131,072 rows of the table, written to a temporary file; where it is divided into
// folders, a part of it.
base::Result<TableEstimate> EstimateTable(const engine::Engine& engine, int node,
                                          const FileForm& form);

// What a run holds in memory besides what the process did before: as many threads as a table has
// parts work on it, the others on the next dearest.
int64_t MemoryOfThreads(std::vector<TableEstimate> tables, int threads);

// Rows that a run is expected to make.
double RunRows(const plan::Node& node);

// How many rows of each table make a file of at most about options.file_bytes, as samples say;
// whole row groups or hash blocks where the file has many. Cost: some samples of a table, as above.
base::Result<std::vector<int64_t>> PartRowsForBytes(const engine::Engine& engine,
                                                    const GenerateOptions& options,
                                                    const work::StopToken& stop);

struct PlanExplanation {
  FileForm form;
  bool cost = false;
  int threads = 1;
  int64_t memory_most = 0;  // what limits of memory are held against
};

// `progress`: goes by tables.
base::Status ExplainPlan(const engine::Engine& engine, const PlanExplanation& request,
                         work::Progress* progress, std::string* text);

}  // namespace datagen::api
