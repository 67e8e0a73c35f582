#include "datagen/validate.h"

#include <fmt/format.h>

#include <cstdio>

#include "doors/cli/command.h"
#include "doors/cli/output_text.h"
#include "doors/cli/plan_options.h"

namespace datagen::cli {
namespace {

struct Options {
  std::string spec;
  ValidateOptions validate;
  int threads = 0;
  std::vector<std::string> rows;  // NODE=N
  std::string report;             // "": DIR/validation_report.json; "none"
  std::string html;
  std::string junit;
  std::string print = "console";
};

int Run(Options* options) {
  std::string text;
  if (!ReadInput(options->spec, &text)) return kUserMistake;
  options->validate.threads = ThreadCount(options->threads);
  for (const std::string& rows : options->rows) {
    if (!ReadRows(rows, &options->validate.rows)) return kUserMistake;
  }
  options->validate.charts = !options->html.empty();
  const std::string name = options->spec == "-" ? "standard input" : options->spec;
  Report report;
  Outcome outcome;
  const auto validation = Validation::Run(text, name, options->validate, &report, &outcome);
  if (validation == nullptr) {
    if (report.errors > 0) {
      std::fputs(report.text.c_str(), stderr);
    } else {
      std::fprintf(stderr, "datagen: %s\n", outcome.message.c_str());
    }
    return static_cast<int>(outcome.code);
  }
  std::string path = options->report;
  if (path.empty()) path = options->validate.directory + "/validation_report.json";
  struct File {
    std::string path;
    const char* format;
  };
  std::string written;
  for (const File& file : {File{path == "none" ? "" : path, "json"}, File{options->html, "html"},
                           File{options->junit, "junit"}}) {
    if (file.path.empty()) continue;
    if (!WriteText(file.path, validation->Render(file.format))) return kEnvironmentFailed;
    written += (written.empty() ? "" : ", ") + file.path;
  }
  std::fputs(validation->Render(options->print).c_str(), stdout);
  if (!written.empty() && options->print == "console") fmt::print("report: {}\n", written);
  return validation->passed() ? kSuccess : kCheckFailed;
}

}  // namespace

const CommandInfo& ValidateInfo() {
  static const CommandInfo info{
      "validate", "Check files against a spec: every row, every claim, and a score",
      [](CLI::App* app) -> std::function<int()> {
        auto options = std::make_shared<Options>();
        ValidateOptions* validate = &options->validate;
        app->add_option("SPEC", options->spec, "The spec, a JSON file; - reads standard input")
            ->required();
        app->add_option("--data", validate->directory,
                        "Folder with a folder (or file) for each table: Parquet, CSV, JSON lines "
                        "or Arrow")
            ->capture_default_str();
        app->add_option("--threshold", validate->threshold, "Least score that passes")
            ->check(CLI::Range(0.0, 100.0))
            ->capture_default_str();
        app->add_option("--rows", options->rows,
                        "Rows that a table should have, over the spec's, where the data have no "
                        "metadata")
            ->type_name("NODE=N")
            ->allow_extra_args(false);
        app->add_option("--scale", validate->scale,
                        "Multiply the rows that the spec says of tables without a fan-out")
            ->check(CLI::Range(1e-12, 1e12).description(""))
            ->type_name("F");
        app->add_flag("--strict", validate->strict, "Any failed check fails the validation");
        app->add_option("--examples", validate->examples, "Rows shown of each failed check")
            ->check(CLI::Range(int64_t{0}, int64_t{10'000}))
            ->capture_default_str();
        app->add_option("--failures", validate->failures_directory,
                        "Folder for all failing rows, a Parquet file a check")
            ->type_name("DIR");
        app->add_option("--report", options->report,
                        "The JSON report (default: validation_report.json in the data folder); "
                        "none: no file")
            ->type_name("FILE");
        app->add_option("--html", options->html, "A report to read and to click through")
            ->type_name("FILE");
        app->add_option("--junit", options->junit, "A JUnit report for CI systems")
            ->type_name("FILE");
        app->add_option("--print", options->print, "What goes to standard output")
            ->check(CLI::IsMember(ReportFormatNames()))
            ->capture_default_str();
        app->add_option("--threads", options->threads, "Threads (default: the machine's)")
            ->check(CLI::Range(1, 1024));
        app->add_option("--memory", validate->memory_bytes,
                        "Memory for queries; beyond it the disk is used")
            ->transform(CLI::AsSizeValue(false))
            ->default_str("2GB")
            ->type_name("SIZE");
        app->add_option("--temporary", validate->temporary_directory,
                        "Folder for what outgrows the memory (default: the system's)")
            ->type_name("DIR");
        app->footer(
            "Examples:\n"
            "  datagen validate spec.json --data output\n"
            "  datagen validate spec.json --data output --html report.html --failures bad\n"
            "  datagen validate spec.json --data output --strict --junit junit.xml\n"
            "Exit code 0 when the hard checks (files, columns, keys, references) pass and the "
            "score reaches\n"
            "the threshold; with --strict when every check passes; else 1.");
        return [options] { return Run(options.get()); };
      }};
  return info;
}

}  // namespace datagen::cli
