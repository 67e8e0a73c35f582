#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <thread>

#include "datagen/load.h"
#include "datagen/validate.h"
#include "doors/cli/command.h"
#include "doors/cli/plan_options.h"
#include "doors/cli/progress.h"
#include "doors/cli/script_files.h"
#include "doors/cli/temporary_folder.h"

namespace datagen::cli {
namespace {

struct Options {
  PlanArguments plan;
  GenerateOptions generate;
  std::string slice;  // I/N
  std::string defects;
  int64_t dry_run_sample = 0;
  std::string progress = "auto";
  bool no_hash = false;
  bool no_validate = false;
  std::string to;
  std::string dialect;
  bool create = false;
  std::vector<std::string> create_scripts;
};

std::atomic<bool> interrupted{false};

void OnSignal(int /*signal*/) { interrupted = true; }

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::vector<std::pair<std::string, std::string>> Machine() {
  utsname name{};
  if (uname(&name) != 0) return {};
  return {{"system", name.sysname},
          {"release", name.release},
          {"processor", name.machine},
          {"cores", std::to_string(std::thread::hardware_concurrency())}};
}

// Reads I/N. False after a message.
bool ReadSlice(const std::string& text, GenerateOptions* options) {
  if (text.empty()) return true;
  long long slice = 0;
  long long slices = 0;
  int used = 0;
  if (std::sscanf(text.c_str(), "%lld/%lld%n", &slice, &slices, &used) != 2 ||
      static_cast<size_t>(used) != text.size() || slice < 1 || slices < slice) {
    std::fprintf(stderr, "datagen: --parts %s: expected I/N, like 1/4, with I from 1 to N\n",
                 text.c_str());
    return false;
  }
  options->slice = slice;
  options->slices = slices;
  return true;
}

int Fail(const Outcome& outcome) {
  std::fprintf(stderr, "datagen: %s\n", outcome.message.c_str());
  return static_cast<int>(outcome.code);
}

// Validates files of the plan's spec; nullptr after a message.
std::unique_ptr<Validation> ValidateFiles(const Options& options, const Plan& plan,
                                          const std::string& directory, int64_t quick_rows) {
  ValidateOptions validate;
  validate.directory = directory;
  validate.threads = ThreadCount(options.plan.threads);
  validate.quick_rows = quick_rows;
  Outcome outcome;
  auto validation = Validation::Run(plan, validate, &outcome);
  if (validation == nullptr) {
    std::fprintf(stderr, "datagen: the files can't be validated: %s\n", outcome.message.c_str());
  }
  return validation;
}

// A small run before the real one, validated in full. It stops on what is hard: a key twice, a
// reference to nothing.
int DryRun(const Options& options) {
  int code = kSuccess;
  const auto plan = MakePlan(options.plan, options.dry_run_sample, &code);
  if (plan == nullptr) return code;
  const TemporaryFolder folder;
  if (folder.path().empty()) return kEnvironmentFailed;
  GenerateOptions generate;
  generate.directory = folder.path();
  generate.threads = ThreadCount(options.plan.threads);
  GenerateSummary summary;
  const Outcome outcome = plan->Generate(generate, &summary);
  if (!outcome.ok()) return Fail(outcome);
  std::printf("dry run with at most %lld rows an entity:\n",
              static_cast<long long>(options.dry_run_sample));
  constexpr int64_t kShownRows = 3;
  for (size_t i = 0; i < plan->tables().size(); ++i) {
    std::fputs(plan->Preview(static_cast<int>(i), kShownRows).c_str(), stdout);
  }
  const auto validation = ValidateFiles(options, *plan, folder.path(), 0);
  if (validation == nullptr) return kEnvironmentFailed;
  std::printf("\n%s\n", validation->Render("console").c_str());
  if (validation->hard_checks_failed() == 0) return kSuccess;
  std::fprintf(stderr, "datagen: the dry run breaks hard checks: nothing was generated\n");
  return kCheckFailed;
}

// A look at what was written: every claim about single rows, on the first rows of each table. The
// run fails when one is broken, unless it was broken on purpose.
int QuickCheck(const Options& options, const Plan& plan) {
  constexpr int64_t kQuickRows = 100'000;
  const auto validation = ValidateFiles(options, plan, options.generate.directory, kQuickRows);
  if (validation == nullptr) return kEnvironmentFailed;
  if (validation->checks_failed() == 0) {
    fmt::print(
        "quick check: {} claims hold for the first {} rows of each table; all rows and "
        "keys: datagen validate\n",
        validation->checks_passed(), FormatCount(kQuickRows));
    return kSuccess;
  }
  std::printf("\n%s", validation->Render("console").c_str());
  return options.defects.empty() ? kCheckFailed : kSuccess;
}

void PrintSummary(const Options& options, const GenerateSummary& summary, double seconds) {
  int64_t rows = 0;
  int64_t bytes = 0;
  std::vector<std::string> lines;
  size_t width = 5;
  for (const TableSummary& table : summary.tables) width = std::max(width, table.name.size());
  for (const TableSummary& table : summary.tables) {
    rows += table.rows;
    bytes += table.bytes;
    fmt::print("{:<{}}  {:>14} rows  {:>10}  {:>5} file{}  {}\n", table.name, width,
               FormatCount(table.rows), FormatBytes(table.bytes), table.files,
               table.files == 1 ? " " : "s", table.content_hash);
    for (const auto& [column, count] : table.saturated) {
      fmt::print(stderr,
                 "datagen: {} values of {}.{} did not fit its type and became the nearest "
                 "that does\n",
                 FormatCount(count), table.name, column);
    }
  }
  fmt::print("{:<{}}  {:>14} rows  {:>10}  in {:.2f} s\n", "total", width, FormatCount(rows),
             FormatBytes(bytes), seconds);
  const bool files = options.generate.format != "null";
  if (!files) return;
  if (summary.parts_reused > 0) {
    fmt::print("{} finished part{} of an earlier run kept\n", summary.parts_reused,
               summary.parts_reused == 1 ? "" : "s");
  }
  if (summary.defects > 0) {
    fmt::print("{} values broken on purpose, listed in _defects.parquet\n",
               FormatCount(summary.defects));
  }
  if (summary.whole) {
    fmt::print("in {}\n", options.generate.directory);
  } else {
    fmt::print("in {}: slice {} of {} is done; .metadata.json comes when all slices are there\n",
               options.generate.directory, options.generate.slice, options.generate.slices);
  }
}

std::vector<std::string> AllFormats() {
  std::vector<std::string> names = FormatNames();
  for (const std::string& name : LoadFileFormats()) names.push_back(name);
  return names;
}

void PrintProfile(const GenerateSummary& summary) {
  if (summary.profile.empty()) return;
  double total = 0;
  size_t width = 0;
  for (const ColumnCost& cost : summary.profile) {
    total += cost.seconds;
    width = std::max(width, cost.table.size() + 1 + cost.column.size());
  }
  fmt::print("\n{:.2f} CPU-s in columns, hashes and files:\n", total);
  constexpr double kShownShare = 0.001;
  for (const ColumnCost& cost : summary.profile) {
    if (cost.seconds < total * kShownShare) break;
    fmt::print("  {:<{}}  {:>8.3f} s  {:>5.1f} %\n", cost.table + "." + cost.column, width,
               cost.seconds, 100 * cost.seconds / total);
  }
}

// Formats that are one file with all tables: what --to writes.
bool IsDatabaseFormat(const std::string& format) {
  const auto formats = LoadFileFormats();
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

// Where a database format goes: the path given by -o, or a file of that name in the folder.
std::string DatabaseFile(const GenerateOptions& generate) {
  const std::string& path = generate.directory;
  const std::string extension = "." + generate.format;
  const bool is_file =
      path.size() > extension.size() &&
      path.compare(path.size() - extension.size(), extension.size(), extension) == 0;
  if (is_file) return path;
  std::error_code error;
  std::filesystem::create_directories(path, error);
  return path + "/data" + extension;
}

// Loads the tables into a database, or writes them as one file.
int LoadTables(Options* options) {
  const GenerateOptions& generate = options->generate;
  if (!options->defects.empty() || !options->slice.empty()) {
    std::fprintf(stderr, "datagen: --defects and --parts go with files, not with --to\n");
    return kUserMistake;
  }
  LoadOptions load;
  load.to = options->to.empty() ? DatabaseFile(generate) : options->to;
  load.dialect = options->dialect;
  load.threads = ThreadCount(options->plan.threads);
  load.batch_rows = generate.batch_rows;
  load.create = options->create || !options->create_scripts.empty();
  load.cancel = &interrupted;
  if (!OpenScripts(options->create_scripts, &load.create_scripts)) return kUserMistake;
  int code = kSuccess;
  const auto plan = MakePlan(options->plan, 0, &code);
  if (plan == nullptr) return code;
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto seconds = [start] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  ProgressPrinter printer(options->progress, seconds);
  load.on_progress = [&](const Progress& progress) { printer.Show(progress); };
  LoadSummary summary;
  const Outcome outcome = Load(*plan, load, &summary);
  printer.End();
  if (!outcome.ok()) {
    Fail(outcome);
    std::fprintf(stderr, "datagen: nothing was loaded\n");
    return static_cast<int>(outcome.code);
  }
  int64_t rows = 0;
  size_t width = 5;
  for (const auto& table : summary.tables) width = std::max(width, table.name.size());
  for (const auto& table : summary.tables) {
    rows += table.rows;
    fmt::print("{:<{}}  {:>14} rows\n", table.name, width, FormatCount(table.rows));
  }
  fmt::print("{:<{}}  {:>14} rows in {:.2f} s, {} rows/s\n", "total", width, FormatCount(rows),
             seconds(), FormatCount(static_cast<int64_t>(static_cast<double>(rows) / seconds())));
  return kSuccess;
}

int Run(Options* options) {
  if (!options->to.empty() || IsDatabaseFormat(options->generate.format))
    return LoadTables(options);
  if (options->create || !options->create_scripts.empty()) {
    std::fprintf(stderr, "datagen: --create goes with --to\n");
    return kUserMistake;
  }
  if (!ReadSlice(options->slice, &options->generate)) return kUserMistake;
  if (!options->defects.empty()) {
    if (!ReadInput(options->defects, &options->generate.defects)) return kUserMistake;
    options->generate.defects_name = options->defects;
  }
  if (options->dry_run_sample > 0) {
    const int code = DryRun(*options);
    if (code != kSuccess) return code;
  }
  int code = kSuccess;
  const auto plan = MakePlan(options->plan, 0, &code);
  if (plan == nullptr) return code;

  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto seconds = [start] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  GenerateOptions& generate = options->generate;
  generate.threads = ThreadCount(options->plan.threads);
  generate.hash = !options->no_hash;
  generate.started_at = Now();
  generate.machine = Machine();
  generate.seconds = seconds;
  generate.cancel = &interrupted;
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  std::signal(SIGXFSZ, SIG_IGN);  // a file over its limit is an error to report, not an end
  ProgressPrinter printer(options->progress, seconds);
  generate.on_progress = [&](const Progress& progress) { printer.Show(progress); };

  GenerateSummary summary;
  const Outcome outcome = plan->Generate(generate, &summary);
  printer.End();
  if (!outcome.ok()) return Fail(outcome);
  PrintSummary(*options, summary, seconds());
  PrintProfile(summary);
  const bool complete = summary.whole && generate.format != "null";
  return complete && !options->no_validate ? QuickCheck(*options, *plan) : kSuccess;
}

// Where the rows go, and what lies there.
void DeclareTarget(CLI::App* app, Options* options) {
  GenerateOptions* generate = &options->generate;
  app->add_option("-o,--output", generate->directory, "Folder to write to")->capture_default_str();
  app->add_option("--format", generate->format, "File format")
      ->check(CLI::IsMember(AllFormats()))
      ->capture_default_str();
  app->add_option("--to", options->to,
                  "Load into a database: postgresql://…, mysql://…, sqlite:FILE, "
                  "duckdb:FILE, or write FILE.sql; all tables or none")
      ->type_name("URL");
  app->add_flag("--create", options->create,
                "With --to: make the tables first, by what the spec knows of them");
  app->add_option("--create-ddl", options->create_scripts,
                  "With --to: make the tables first, by these scripts")
      ->type_name("FILE");
  app->add_option("--dialect", options->dialect, "Of a script: postgresql, mysql, oracle, …");
}

// How tables are cut into files, and what the files are like.
void DeclareFiles(CLI::App* app, Options* options) {
  GenerateOptions* generate = &options->generate;
  app->add_option("--compression", generate->compression,
                  "Compression: snappy (default), zstd or none for parquet; zstd or none "
                  "(default) for arrow");
  app->add_option("--batch-rows", generate->batch_rows, "Rows computed at a time")
      ->check(CLI::Range(int64_t{1}, int64_t{1} << 20))
      ->capture_default_str();
  app->add_option("--part-rows", generate->part_rows, "Rows of a file")
      ->check(CLI::Range(int64_t{1}, int64_t{1} << 40))
      ->capture_default_str();
  app->add_option("--file-bytes", generate->file_bytes,
                  "About so large files (200MB, 1GB), in place of --part-rows")
      ->transform(CLI::AsSizeValue(true))
      ->type_name("SIZE");
  app->add_option("--row-group-bytes", generate->row_group_bytes,
                  "Limit of a Parquet row group in memory (64MB), in whole batches")
      ->transform(CLI::AsSizeValue(true))
      ->type_name("SIZE");
  app->add_option("--encoding", generate->encoding,
                  "Parquet columns: auto (a dictionary for few values); plain; delta (smaller, "
                  "for readers of Parquet 2)")
      ->capture_default_str();
  app->add_option("--row-group-rows", generate->row_group_rows, "Rows of a Parquet row group")
      ->check(CLI::Range(int64_t{1}, int64_t{1} << 26))
      ->capture_default_str();
  app->add_option("--parts", options->slice,
                  "Make only slice I of N of every table's files; the slices together are the "
                  "whole")
      ->type_name("I/N");
}

// What happens before, during and after.
void DeclareCourse(CLI::App* app, Options* options) {
  GenerateOptions* generate = &options->generate;
  app->add_option("--dry-run-sample", options->dry_run_sample,
                  "First make N rows of each entity, and the facts that belong to them; show "
                  "and validate them; go on only when no hard check fails")
      ->check(CLI::Range(int64_t{1}, int64_t{1} << 30))
      ->type_name("N");
  app->add_flag("--overwrite", generate->overwrite, "Replace what is in the folder");
  app->add_option("--progress", options->progress,
                  "auto: a line on a terminal; json: a JSON object a line; never")
      ->check(CLI::IsMember({"auto", "never", "json"}))
      ->capture_default_str();
  app->add_flag("--profile", generate->profile, "Say at the end which columns cost what");
  app->add_flag("--no-hash", options->no_hash, "Leave out the content hash");
  app->add_flag("--no-validate", options->no_validate,
                "Leave out the quick check of what was written");
  app->add_option("--defects", options->defects,
                  "JSON file that says what to break on purpose; _defects.parquet lists what "
                  "was broken")
      ->type_name("FILE");
}

constexpr const char* kExamples =
    "Examples:\n"
    "  datagen generate spec.json                          Parquet files in ./output\n"
    "  datagen generate spec.json --rows user=1000000      another size\n"
    "  datagen generate spec.json --scale 0.01 -o small    a hundredth of every table\n"
    "  datagen generate spec.json --format csv --seed 7    other values, as CSV\n"
    "  datagen generate spec.json --parts 2/8 -o /shared   one of eight machines' share\n"
    "  datagen generate spec.json --to postgresql://me@localhost/shop --create-ddl "
    "shop.sql\n"
    "  datagen generate spec.json --format sql --dialect mysql -o shop.sql\n"
    "An interrupted run is completed by running it again. Slices made in different folders "
    "are put\n"
    "together by copying the folders into one and running once more without --parts.";

}  // namespace

const CommandInfo& GenerateInfo() {
  static const CommandInfo info{"generate", "Make the tables of a spec and write them as files",
                                [](CLI::App* app) -> std::function<int()> {
                                  auto options = std::make_shared<Options>();
                                  DeclarePlanArguments(app, &options->plan);
                                  DeclareTarget(app, options.get());
                                  DeclareFiles(app, options.get());
                                  DeclareCourse(app, options.get());
                                  app->footer(kExamples);
                                  return [options] { return Run(options.get()); };
                                }};
  return info;
}

}  // namespace datagen::cli
