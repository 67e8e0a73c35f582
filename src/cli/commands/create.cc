#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "cli/command.h"
#include "cli/output_text.h"
#include "cli/plan_options.h"
#include "datagen/create.h"

namespace datagen::cli {
namespace {

struct Options {
  std::vector<std::string> scripts;
  std::vector<std::string> rows;
  std::string output;
  std::string print = "spec";
  bool explain = false;
  bool strict = false;
  CreateOptions create;
};

// An open script, closed with its last copy.
std::shared_ptr<int> OpenScript(const std::string& path) {
  const int file = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    std::fprintf(stderr, "datagen: can't read '%s': %s\n", path.c_str(), std::strerror(errno));
    return nullptr;
  }
  return {new int(file), [](int* opened) {
            if (*opened != STDIN_FILENO) ::close(*opened);
            delete opened;
          }};
}

bool ReadSizes(Options* options) {
  for (const std::string& text : options->rows) {
    if (text.find('=') != std::string::npos) {
      if (!ReadRows(text, &options->create.table_rows)) return false;
      continue;
    }
    int64_t rows = -1;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, rows);
    if (read.ec != std::errc() || read.ptr != end || rows < 0) {
      std::fprintf(stderr, "datagen: --rows %s: expected N or TABLE=N, a whole number\n",
                   text.c_str());
      return false;
    }
    options->create.rows = rows;
  }
  return true;
}

// The draft must plan: what it still says is for the person who edits it.
int CheckDraft(const std::string& spec, const std::string& name, bool strict) {
  Report report;
  const auto plan = Plan::Make(spec, name, {}, &report);
  std::fputs(report.text.c_str(), stderr);
  if (plan == nullptr) {
    std::fprintf(stderr, "datagen: the draft needs an edit before it can be generated\n");
    return kCheckFailed;
  }
  return strict && report.warnings > 0 ? kCheckFailed : kSuccess;
}

int Run(Options* options) {
  if (!ReadSizes(options)) return kUserMistake;
  std::vector<ScriptSource> scripts;
  for (const std::string& path : options->scripts) {
    const auto file = OpenScript(path);
    if (file == nullptr) return kUserMistake;
    scripts.push_back({path == "-" ? "standard input" : path, [file](char* data, size_t size) {
                         ssize_t count = 0;
                         do {
                           count = ::read(*file, data, size);
                         } while (count < 0 && errno == EINTR);
                         return static_cast<int64_t>(count);
                       }});
  }
  options->create.name = std::filesystem::path(options->scripts[0]).stem().string();
  if (options->create.name.empty() || options->create.name == "-") options->create.name = "schema";
  const CreateResult created = CreateFromScripts(scripts, options->create);
  std::fputs(created.problems.c_str(), stderr);
  if (options->explain) std::fputs(created.left_out.c_str(), stderr);
  if (!created.outcome.ok()) {
    std::fprintf(stderr, "datagen: %s\n", created.outcome.message.c_str());
    return static_cast<int>(created.outcome.code);
  }
  const std::string& text = options->print == "schema" ? created.schema_json : created.spec;
  if (options->output.empty()) {
    std::fputs(text.c_str(), stdout);
  } else if (!WriteText(options->output, text)) {
    return kEnvironmentFailed;
  }
  fmt::print(stderr,
             "{}: {} tables, {} foreign keys; {} warning{}, {} kinds of statements and "
             "options skipped{}\n",
             created.dialect, created.tables, created.foreign_keys, created.warnings,
             created.warnings == 1 ? "" : "s", created.skipped,
             options->explain || created.skipped == 0 ? "" : " (--explain lists them)");
  if (options->strict && created.warnings > 0) return kUserMistake;
  if (options->print == "schema") return kSuccess;
  return CheckDraft(created.spec, options->output.empty() ? "spec" : options->output,
                    options->strict);
}

}  // namespace

const CommandInfo& CreateInfo() {
  static const CommandInfo info{
      "create", "Draft a spec from what there is: SQL scripts",
      [](CLI::App* app) -> std::function<int()> {
        auto options = std::make_shared<Options>();
        app->add_option("--ddl", options->scripts,
                        "SQL scripts of one schema: dumps, migrations, any dialect; - reads "
                        "standard input")
            ->required()
            ->type_name("FILE");
        app->add_option("--dialect", options->create.dialect,
                        "The scripts' dialect (default: recognised): " +
                            fmt::format("{}", fmt::join(DialectNames(), ", ")));
        app->add_option("-o,--output", options->output,
                        "The spec's file (default: standard output)")
            ->type_name("FILE");
        app->add_option("--rows", options->rows,
                        "Rows of every table, or of one: where keys allow so many")
            ->type_name("N|TABLE=N")
            ->allow_extra_args(false);
        app->add_option("--scale", options->create.scale, "Multiply the default sizes")
            ->check(CLI::Range(1e-6, 1e9).description(""))
            ->type_name("F");
        app->add_option("--print", options->print,
                        "spec, or schema: what was understood of the scripts, as JSON")
            ->check(CLI::IsMember({"spec", "schema"}))
            ->capture_default_str();
        app->add_flag("--explain", options->explain,
                      "List what was skipped, with its place and the reason");
        app->add_flag("--strict", options->strict, "Treat warnings as errors");
        app->footer(
            "Examples:\n"
            "  datagen create --ddl schema.sql -o spec.json            any dialect\n"
            "  pg_dump -s shop | datagen create --ddl - -o spec.json   a database's own dump\n"
            "  datagen create --ddl V1.sql V2.sql --rows orders=50000 -o spec.json");
        return [options] { return Run(options.get()); };
      }};
  return info;
}

}  // namespace datagen::cli
