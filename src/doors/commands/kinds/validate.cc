#include "datagen/validate.h"

#include <filesystem>

#include "doors/commands/command.h"
#include "doors/commands/csv_inputs.h"
#include "doors/commands/plan_inputs.h"
#include "doors/commands/text_files.h"

namespace datagen::commands {
namespace {

struct Options {
  std::string spec;
  ValidateOptions validate;
  TableSizes rows;
  std::string report;  // "": DIR/validation_report.json; "none"
  std::string html;
  std::string junit;
  std::string print = "console";

  Options() { validate.threads = 0; }
};

void DeclareData(InputList* inputs, Options* options) {
  ValidateOptions* validate = &options->validate;
  inputs->Group("The data");
  inputs->Add({.name = "data",
               .type = InputType::kData,
               .doc = "Folder with a folder (or file) for each table: Parquet, CSV, JSON lines or "
                      "Arrow; or a database: postgresql://…, mysql://…, sqlite:FILE, "
                      "duckdb:FILE"},
              &validate->directory);
  inputs->Add({.name = "rows",
               .doc = "Rows that a table should have, over the spec's, where the data have no "
                      "metadata; N alone: those of all tables without a fan-out"},
              &options->rows);
  inputs->Add({.name = "scale",
               .doc = "Multiply the rows that the spec says of tables without a fan-out",
               .min = 1e-12,
               .max = 1e12},
              &validate->scale);
}

void DeclareVerdict(InputList* inputs, Options* options) {
  ValidateOptions* validate = &options->validate;
  inputs->Group("The verdict");
  inputs->Add({.name = "threshold", .doc = "Least score that passes", .min = 0, .max = 100},
              &validate->threshold);
  inputs->Add({.name = "strict", .doc = "Any failed check fails the validation"},
              &validate->strict);
}

void DeclareReports(InputList* inputs, Options* options) {
  inputs->Group("Reports");
  inputs->Add(
      {.name = "print", .doc = "What goes to standard output", .choices = ReportFormatNames()},
      &options->print);
  inputs->Add({.name = "report",
               .type = InputType::kOutputFile,
               .doc = "The JSON report; none: no file",
               .default_text = "validation_report.json in the data folder, for a database in "
                               "this one"},
              &options->report);
  inputs->Add({.name = "html",
               .type = InputType::kOutputFile,
               .doc = "A report to read and to click through"},
              &options->html);
  inputs->Add(
      {.name = "junit", .type = InputType::kOutputFile, .doc = "A JUnit report for CI systems"},
      &options->junit);
  inputs->Add(
      {.name = "examples", .doc = "Rows shown of each failed check", .min = 0, .max = 10'000},
      &options->validate.examples);
  inputs->Add({.name = "failures",
               .type = InputType::kOutputFolder,
               .doc = "Folder for all failing rows, a Parquet file a check"},
              &options->validate.failures_directory);
}

void DeclareResources(InputList* inputs, ValidateOptions* validate) {
  inputs->Group("Resources");
  DeclareThreads(inputs, &validate->threads);
  inputs->Add({.name = "memory",
               .type = InputType::kSize,
               .doc = "Memory for queries; beyond it the disk is used"},
              &validate->memory_bytes);
  inputs->Add({.name = "temporary",
               .type = InputType::kOutputFolder,
               .doc = "Folder for what outgrows the memory",
               .default_text = "the system's"},
              &validate->temporary_directory);
}

void Declare(InputList* inputs, Options* options) {
  DeclareSpec(inputs, &options->spec);
  DeclareData(inputs, options);
  DeclareCsv(inputs, &options->validate.csv);
  DeclareVerdict(inputs, options);
  DeclareReports(inputs, options);
  DeclareResources(inputs, &options->validate);
}

// In the folder with the data; where they are in none, in the working folder.
std::string ReportPlace(const std::string& data) {
  const std::string name = "validation_report.json";
  std::error_code ignored;
  return std::filesystem::is_directory(data, ignored) ? data + "/" + name : name;
}

// Writes the reports that are asked for; `written` lists them. False after a message.
bool WriteReports(const Options& options, const Validation& validation, Context* context,
                  std::string* written) {
  std::string path = options.report;
  if (path.empty()) path = ReportPlace(options.validate.directory);
  struct File {
    std::string path;
    const char* format;
  };
  for (const File& file : {File{path == "none" ? "" : path, "json"}, File{options.html, "html"},
                           File{options.junit, "junit"}}) {
    if (file.path.empty()) continue;
    if (!WriteText(context, file.path, validation.Render(file.format))) return false;
    *written += (written->empty() ? "" : ", ") + file.path;
  }
  return true;
}

int Run(const Options& options, Context* context) {
  std::string text;
  const int read = ReadText(context, options.spec, &text);
  if (read != kSuccess) return read;
  ValidateOptions validate = options.validate;
  validate.rows = options.rows.by_table;
  validate.entity_rows = options.rows.all;
  validate.threads = ThreadCount(validate.threads);
  Follow(context, &validate);
  validate.charts = !options.html.empty();
  context->StartPhase("validating");
  Report report;
  Outcome outcome;
  const auto validation =
      Validation::Run(text, SpokenPath(options.spec), validate, &report, &outcome);
  if (validation == nullptr) {
    if (report.errors == 0) return Failed(context, outcome);
    context->Tell(report.diagnostics);
    return static_cast<int>(outcome.code);
  }
  context->StartPhase("writing reports");
  std::string written;
  if (!WriteReports(options, *validation, context, &written)) return kEnvironmentFailed;
  context->Print(validation->Render(options.print, context->ScreenColumns()));
  if (!written.empty() && options.print == "console") context->Print("report: " + written + "\n");
  return validation->passed() ? kSuccess : kCheckFailed;
}

}  // namespace

const Command& ValidateCommand() {
  static const Command command{
      .name = "validate",
      .summary = "Check files or a database against a spec: every row, every claim, and a score",
      .notes =
          "It passes when the hard checks (files, columns, keys, references) pass and the "
          "score reaches the threshold; with {strict} when every check passes.",
      .outputs = {"A report on standard output, and as JSON, HTML or JUnit in files",
                  "The failing rows, in {failures}"},
      .check_failed = "the data do not pass",
      .examples =
          {{"", {{"spec", "spec.json"}, {"data", "output"}}},
           {"a database", {{"spec", "spec.json"}, {"data", "postgresql://me@localhost/shop"}}},
           {"a page to read, and all failing rows",
            {{"spec", "spec.json"},
             {"data", "output"},
             {"html", "report.html"},
             {"failures", "bad"}}},
           {"for CI systems",
            {{"spec", "spec.json"}, {"data", "output"}, {"strict", ""}, {"junit", "junit.xml"}}}},
      .takes_long = true,
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
