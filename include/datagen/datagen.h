// datagen as a library: a spec in, rows out.
//
//   auto plan = datagen::Plan::Make(spec_text, "spec.json", {}, &report);
//   ArrowSchema schema;
//   ArrowArray array;
//   plan->Schema(0, &schema);
//   plan->Fill(0, 1'000'000, 4096, &array);   // rows 1,000,000 … 1,004,095 of the first table
//
// Any rows of any table can be made alone, in any order, on any thread, and are the same each time.
// The command line is written on this header and those beside it.
//
// Thread-safety: a Plan is immutable after Make; its const members may be called from many threads.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "datagen/arrow_c.h"
#include "datagen/bounds.h"
#include "datagen/control.h"
#include "datagen/csv.h"
#include "datagen/diagnostic.h"

namespace datagen {

namespace api {
struct PlanAccess;  // of the library's own files
}

const char* Version();

// How an operation ended; the numbers are the program's exit codes.
enum class Code { kOk = 0, kInvalid = 2, kEnvironment = 3 };

struct Outcome {
  Code code = Code::kOk;
  std::vector<Diagnostic> diagnostics;  // what went wrong; at least one unless ok

  [[nodiscard]] bool ok() const { return code == Code::kOk; }
  // RenderText(diagnostics): "" when ok.
  [[nodiscard]] std::string message() const;
};

class Plan;

struct PlanOptions : Control {
  std::optional<int64_t> seed;          // else the spec's
  std::map<std::string, int64_t> rows;  // rows by table, over the spec's
  // Rows of every table that `rows` does not name, has no fan-out and holds no list of values.
  std::optional<int64_t> entity_rows;
  double scale = 1;  // multiplies the rows of every table without a fan-out
  int threads = 1;   // to count the children of fan-outs in large tables
  // False: a table whose rows would take long to count gets the number that is expected. Such a
  // plan comes at once, whatever its size; it can be explained, and makes no rows.
  bool exact_rows = true;
  // Asked with the plan before the children of large tables are counted (their rows are expected
  // ones then): what it refuses is not planned, and its outcome is that of the planning.
  std::function<Outcome(const Plan& plan)> accept;
};

// The mistakes of a spec, all at once.
struct Report {
  int errors = 0;  // also those beyond the number that is kept
  int warnings = 0;
  std::vector<Diagnostic> diagnostics;  // in the order of the text
};

struct ColumnInfo {
  std::string name;
  std::string type;  // as the language spells it
  bool nullable = false;
};

struct TableInfo {
  std::string name;
  bool is_fact = false;
  int64_t rows = 0;
  double rows_deviation = 0;        // standard, where `rows` is expected; 0: exact
  std::vector<ColumnInfo> columns;  // those that are written
};

struct GenerateOptions : Control {
  Bounds bounds;
  std::string directory = "output";
  std::string format = "parquet";  // one of FormatNames()
  std::string compression;         // "": the format's default
  int threads = 1;
  int64_t batch_rows = 16'384;
  int64_t part_rows = 524'288;
  int64_t file_bytes = 0;  // about so large files, in place of part_rows; 0: by part_rows
  int64_t row_group_rows = 131'072;
  int64_t row_group_bytes = 0;    // of memory, at most, in whole batches; 0: no limit
  std::string encoding = "auto";  // one of FormatEncodings(format)
  CsvOptions csv;
  // Columns whose values divide the files of every table that has them all into folders, as Hive
  // and Spark do: country=DE/. The files leave them out.
  std::vector<std::string> partition_by;
  bool profile = false;  // measure the time of every column
  int64_t slice = 1;     // make only this slice (1-based) of `slices`
  int64_t slices = 1;
  bool overwrite = false;
  bool hash = true;
  // Declared defects as JSON, see docs/validation.md; "": none. `defects_name` stands for the text
  // in messages, as the name of a spec does.
  std::string defects;
  std::string defects_name = "defects";

  // For the metadata: the library asks no calendar and no host by itself.
  std::string started_at;
  std::vector<std::pair<std::string, std::string>> machine;
  std::function<double()> seconds;
};

struct ExplainOptions : Control {
  std::string format = "parquet";
  std::string compression;  // "": the format's default
  bool cost = false;        // also CPU seconds and memory of a run on `threads`
  int threads = 1;
};

struct TableSummary {
  std::string name;
  int64_t rows = 0;
  int64_t bytes = 0;
  int64_t files = 0;
  std::string content_hash;
  std::vector<std::pair<std::string, int64_t>> saturated;  // column, values that did not fit
  // column, rows that have the default locale because what locale_from names there is no place
  std::vector<std::pair<std::string, int64_t>> placeless;
};

// CPU time of a column in all that was made of it, for its own table and for others.
struct ColumnCost {
  std::string table;
  std::string column;  // or "(hash)" and "(write)"
  double seconds = 0;
};

// A declared defect of which fewer values were broken than asked for: the other rows have nothing
// that its kind can break.
struct MissedDefect {
  std::string table;
  std::string column;  // a key or a pair with '|' between
  std::string kind;
  int64_t asked = 0;
  int64_t broken = 0;
};

struct GenerateSummary {
  std::vector<TableSummary> tables;
  std::vector<ColumnCost> profile;  // the dearest first; empty unless asked for
  bool whole = true;                // false while other slices are missing
  bool nothing_left = false;        // for this slice: others have made the whole
  int64_t parts_reused = 0;
  int64_t rows_made = 0;
  int64_t defects = 0;  // values broken on purpose, as _defects.parquet lists them
  std::vector<MissedDefect> defects_missed;
};

// Takes the next bytes of a file. "" or why it can't. Called from one thread at a time.
using ByteTaker = std::function<std::string(std::string_view bytes)>;

class Plan {
 public:
  // Reads and plans a spec. nullptr when it has errors, `report` then says which, and when the
  // planning was ended. `outcome`, if given, says which of the two. `name` stands for the text in
  // messages; where it ends in ".jsonc", comments and trailing commas are taken.
  static std::unique_ptr<Plan> Make(std::string_view spec, std::string_view name,
                                    const PlanOptions& options, Report* report,
                                    Outcome* outcome = nullptr);
  ~Plan();

  [[nodiscard]] const std::vector<TableInfo>& tables() const;
  // The index of a table, or -1.
  [[nodiscard]] int Find(std::string_view table) const;
  [[nodiscard]] int64_t seed() const;

  // A struct with a field for each written column. The caller calls schema->release.
  // Requires: 0 <= table < tables().size().
  void Schema(int table, ArrowSchema* schema) const;
  // Rows [first_row, first_row + count) as a struct array. The caller calls array->release.
  // Errors: rows outside the table, or more than max_fill_rows(); a null where none may be; a plan
  // whose rows are not exact.
  Outcome Fill(int table, int64_t first_row, int64_t count, ArrowArray* array) const;
  [[nodiscard]] int64_t max_fill_rows() const;

  // Writes the tables as files. One run at a time writes into a folder; slices of one share it.
  // What is finished when it is ended stays, and the same run completes it.
  Outcome Generate(const GenerateOptions& options, GenerateSummary* summary) const;

  // Writes the rows of one table, in order, as one file whose bytes are handed on; nothing goes
  // elsewhere. Arrow's is its stream format. What cuts files, and the directory, is not looked at.
  // Errors: as Generate; environment, when they are not taken.
  Outcome WriteTable(int table, const GenerateOptions& options, const ByteTaker& take,
                     TableSummary* summary) const;

  // Whether a run keeps within its bounds, or the making of one table's rows (-1: of all); nothing
  // is written. Generate and WriteTable look by themselves. Also of a plan whose rows are not
  // exact. Errors: invalid, with what it would cost and which table is the most of it.
  Outcome CheckBounds(const GenerateOptions& options, int table = -1) const;

  // The plan as text: tables, rows (≈ where they are expected, not counted), estimated bytes,
  // columns in the order they are made, and why.
  // Makes and encodes a sample of each table to estimate bytes and cost.
  Outcome Explain(const ExplainOptions& options, std::string* text) const;

  // Tables with their keys, references and rows; `form` is one of DiagramForms().
  [[nodiscard]] std::string Diagram(const std::string& form) const;

 private:
  friend struct api::PlanAccess;
  struct Impl;
  explicit Plan(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The language, derived from its functions.
std::string JsonSchema();    // of a spec
std::string FunctionList();  // all functions, a line each
// One function with its parameters and an example; "" when there is none. `name` may be qualified
// by its kind: "modifier clamp". Also a method of faker, a topic of them, a function of
// expressions, a rule.
std::string FunctionHelp(std::string_view name);
std::vector<std::string> ExplainedNames();  // that FunctionHelp knows, each once
std::vector<std::string> FunctionNames();   // "kind name"
std::string ReferencePage();                // Markdown
// A complete spec that shows the function; "" when there is none.
std::string FunctionExample(std::string_view name);

std::vector<std::string> FormatNames();
std::vector<std::string> DiagramForms();  // text, and mermaid: an erDiagram
// The compressions that a format takes, its default first; empty for an unknown format.
std::vector<std::string> FormatCompressions(const std::string& format);
// Its ways to encode columns, the default first: auto, and for parquet plain and delta.
std::vector<std::string> FormatEncodings(const std::string& format);

// Numbers for people: "12,345" and "1.23 MB".
std::string FormatCount(int64_t number);
std::string FormatBytes(int64_t bytes);

// The name nearest to a misspelt one, or "".
std::string DidYouMean(std::string_view given, const std::vector<std::string>& names);

}  // namespace datagen
