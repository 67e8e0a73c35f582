// Validation as a library: a spec and a folder of files, or a database, in, a report out.
//
//   datagen::ValidateOptions options;
//   options.directory = "output";
//   datagen::Outcome outcome;
//   auto validation = datagen::Validation::Run(spec_text, "spec.json", options, &report, &outcome);
//   if (validation != nullptr && !validation->passed())
//   puts(validation->Render("console").c_str());
//
// It knows the spec and the data, and nothing of how they were made.
//
// Thread-safety: a Validation is immutable.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "datagen/datagen.h"

namespace datagen {

namespace api {
struct ValidationAccess;  // of the library's own files
}

struct ValidateOptions : Control {
  // A folder, or where a database is: postgresql://…, mysql://…, sqlite:FILE, duckdb:FILE.
  std::string directory = "output";
  int threads = 1;
  int64_t memory_bytes = int64_t{2} << 30;  // beyond it the disk is used
  std::string temporary_directory;          // where; "": the system's
  int64_t examples = 5;                     // rows shown of each failed check
  double threshold = 80;                    // of the score, 0 to 100
  bool strict = false;                      // every failed check fails the validation
  std::string failures_directory;       // gets all failing rows, a Parquet file a check; "": none
  bool charts = false;                  // count values for the charts of the HTML report
  std::map<std::string, int64_t> rows;  // that tables should have, over the spec's
  std::optional<int64_t> entity_rows;   // as PlanOptions says
  double scale = 1;                     // multiplies the spec's rows of tables without a fan-out
  // Only claims about single rows, on the first rows of each table; 0: everything.
  int64_t quick_rows = 0;
  CsvOptions csv;  // what CSV files are like; the usual: as the folder's metadata say
};

class Validation {
 public:
  // nullptr when the spec has mistakes (`report` says which) or when the data, DuckDB or the disk
  // fails (`outcome`). What is wrong with the data is a result, not an error.
  static std::unique_ptr<Validation> Run(std::string_view spec, std::string_view name,
                                         const ValidateOptions& options, Report* report,
                                         Outcome* outcome);
  // The same with the spec of a plan, which is not read again.
  static std::unique_ptr<Validation> Run(const Plan& plan, const ValidateOptions& options,
                                         Outcome* outcome);
  ~Validation();

  // Whether the hard checks passed and the score reaches the threshold (strict: whether all did).
  [[nodiscard]] bool passed() const;
  [[nodiscard]] double score() const;            // 0 to 100
  [[nodiscard]] std::string confidence() const;  // green, amber or red
  [[nodiscard]] int64_t checks_passed() const;
  [[nodiscard]] int64_t checks_failed() const;
  [[nodiscard]] int64_t hard_checks_failed() const;  // or could not be computed
  // The data don't let them be computed: neither passed nor failed.
  [[nodiscard]] int64_t checks_not_computed() const;
  // The report in one of ReportFormatNames(); "" for an unknown one. `columns`: the width that
  // lines for a screen are cut to; 0: they are whole.
  [[nodiscard]] std::string Render(const std::string& format, int columns = 0) const;

 private:
  friend struct api::ValidationAccess;
  struct Impl;
  explicit Validation(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

std::vector<std::string> ReportFormatNames();

struct ExportOptions : Control {
  std::string tool;  // one of ExportNames()
};

// The rules of a spec in another tool's words; what the tool has no words for is named in the text,
// and listed in `unsaid`. "" after mistakes, which `report` says, or a stop; `outcome` says which.
std::string ExportRules(std::string_view spec, std::string_view name, const ExportOptions& options,
                        Report* report, std::vector<std::string>* unsaid, Outcome* outcome);
std::vector<std::string> ExportNames();

// The kinds of checks and of declared defects, for the reference page.
std::string ValidationReference();

}  // namespace datagen
