// Runs all checks of a spec over the files of a data set.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "data/sources/csv_dialect.h"
#include "foundation/work/job_context.h"
#include "proof/validate/report.h"

namespace datagen::validate {

struct Options {
  std::string directory;
  work::JobContext job;  // its progress goes by tables and checks
  int64_t memory_bytes = int64_t{2} << 30;
  std::string temporary_directory;  // for what outgrows the memory; "": the system's
  int64_t examples_max = 5;         // of each failed check
  double threshold = 80;            // of the score
  bool strict = false;              // any failed check fails the validation
  std::string failures_directory;   // all failing rows go there as Parquet, a file a check; "": no
  bool charts = false;              // also count values for the columns' charts
  std::map<std::string, int64_t> rows;  // that tables should have, over the spec's
  double scale = 1;                     // multiplies the spec's rows of tables without a fan-out
  // Only claims about single rows, on the first rows of each table; 0: everything.
  int64_t quick_rows = 0;
  std::optional<sources::CsvDialect> csv;  // of CSV files, over what the metadata say
};

// Thread-safety: runs of different options may go on at the same time.
// Errors: environment, when the folder, DuckDB or the disk fails, and at a stop. What is wrong with
// the data is in the report. Cost: one scan of each table for all claims about its rows, a GROUP BY
// or join for each key.
base::Result<Report> Validate(const spec::Spec& spec, const Options& options);

// A claim of the spec, without data to hold it against.
struct Claim {
  const CheckInfo* info = nullptr;
  std::string path;
  std::string table;
  std::string text;
  Rule rule;
};

// Every claim that Validate would check on complete data.
std::vector<Claim> ClaimsOf(const spec::Spec& spec);

}  // namespace datagen::validate
