// Writes the tables of a plan into a folder, part by part, each a task of the process's pool with
// the memory that it needs, and completes what an interrupted run left.
//
// Layout of DIR:
//   <node>/part-00000.<ext>   rows of the node in order, part_rows each; where a table is divided,
//                             below a folder for each value: <node>/country=DE/part-00000.<ext>
//   _defects.parquet          of a run with declared defects: the ledger
//   .files.xxh128             the digest and path of every file, as xxhsum writes and checks them
//   .metadata.json            written last: a folder that has it is whole
//   .datagen/                 while a run is not whole: what it is (job.json) and a record of each
//                             finished part; removed when the metadata are written
// Parts are fixed by the plan and part_rows, not by threads. A part is written under a temporary
// name and renamed when complete; its record follows. A part without a record, or with other bytes
// than its record says, is made again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "data/sources/csv_dialect.h"
#include "foundation/base/json.h"
#include "foundation/base/status.h"
#include "foundation/work/job_context.h"
#include "making/defects/overlay.h"
#include "making/engine/engine.h"
#include "making/engine/profile.h"
#include "making/sinks/output.h"

namespace datagen::runs {

struct Options {
  std::string directory;
  std::string format = "parquet";
  std::string compression;  // "": the format's default
  int64_t batch_rows = 16'384;
  int64_t part_rows = 524'288;
  std::vector<int64_t> part_rows_of;  // of each node, in place of part_rows; may be empty
  int64_t row_group_rows = 131'072;
  int64_t row_group_bytes = 0;  // 0: no limit
  std::string encoding = "auto";
  bool streamed = false;  // for readers that can't seek
  sources::CsvDialect csv;
  std::vector<std::string> partition_by;  // of every table that has all these columns; empty: none
  int64_t slice = 1;                      // 1-based
  int64_t slices = 1;
  bool overwrite = false;
  bool hash = true;

  // What the metadata say and only the program knows. The library asks no calendar and no host.
  std::string program_version;
  std::string spec_text;
  std::string started_at;
  base::Json machine;
  std::function<double()> seconds;  // since the start

  // Rows and files of this run: finished parts of an earlier one are not in its progress.
  work::JobContext job;
  const defects::Overlay* defects = nullptr;  // breaks what is written, if given
  engine::Profile* profile = nullptr;         // gets the time of every column, if given
};

// The compression as given, or the format's default.
std::string CompressionOf(const Options& options);

struct TableResult {
  std::string node;
  int64_t rows = 0;
  int64_t bytes = 0;
  int64_t files = 0;
  std::string content_hash;  // "" when off, or when slices are missing
  std::vector<std::pair<std::string, int64_t>> saturated;  // columns with values that did not fit
  std::vector<std::pair<std::string, int64_t>> placeless;  // with rows whose place is none
};

struct Result {
  std::vector<TableResult>
      tables;  // of the whole folder, or of this slice while others are missing
  bool whole = true;
  bool nothing_left = false;  // for this slice: others have made the whole
  int64_t parts_reused = 0;
  int64_t rows_made = 0;
  int64_t defects = 0;  // entries of the ledger
  // Of which fewer values could be broken than the document asks for; known of a whole folder.
  std::vector<defects::Asked> defects_missed;
};

// Errors: invalid for an output that is in the way or a null where none may be; environment for the
// disk, a stop, and a part that needs more memory than there may be. Finished parts stay,
// unfinished ones are removed.
base::Result<Result> Run(const engine::Engine& engine, const Options& options);

// Writes the rows of one table, in order and as one file, to an output, and nothing elsewhere. The
// content hash is that of any other form of the table. Errors: as Run; those of the output.
base::Result<TableResult> WriteTable(const engine::Engine& engine, const Options& options, int node,
                                     sinks::Output* output);

}  // namespace datagen::runs
