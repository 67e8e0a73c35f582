#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <filesystem>

#include "datagen/create.h"
#include "doors/cli/command.h"
#include "doors/cli/output_text.h"
#include "doors/cli/plan_options.h"
#include "doors/cli/script_files.h"

namespace datagen::cli {
namespace {

struct Options {
  std::vector<std::string> scripts;
  std::vector<std::string> rows;
  std::string from;
  std::string output;
  std::string print = "spec";
  bool explain = false;
  bool strict = false;
  CreateOptions create;
};

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

// shop of dumps/shop.sql and of mysql://user:password@host/shop?tls=1: never what stands before.
std::string NameOf(std::string source) {
  const size_t scheme = source.find("://");
  if (scheme != std::string::npos) {
    const size_t slash = source.find('/', scheme + 3);
    source = slash == std::string::npos ? "" : source.substr(slash + 1);
    source = source.substr(0, source.find('?'));
  }
  const std::string stem = std::filesystem::path(source).stem().string();
  return stem.empty() || stem == "-" ? "schema" : stem;
}

int Run(Options* options) {
  if (!ReadSizes(options)) return kUserMistake;
  if (options->scripts.empty() == options->from.empty()) {
    std::fprintf(stderr, "datagen: expected either --ddl FILE or --from URL\n");
    return kUserMistake;
  }
  std::vector<ScriptSource> scripts;
  if (!OpenScripts(options->scripts, &scripts)) return kUserMistake;
  options->create.name = NameOf(options->from.empty() ? options->scripts[0] : options->from);
  const CreateResult created = options->from.empty()
                                   ? CreateFromScripts(scripts, options->create)
                                   : CreateFromDatabase(options->from, options->create);
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
      "create", "Draft a spec from what there is: SQL scripts, a database's catalogue",
      [](CLI::App* app) -> std::function<int()> {
        auto options = std::make_shared<Options>();
        app->add_option("--ddl", options->scripts,
                        "SQL scripts of one schema: dumps, migrations, any dialect; - reads "
                        "standard input")
            ->type_name("FILE");
        app->add_option("--from", options->from,
                        "Read the catalogue of a database: postgresql://…, mysql://…, sqlite:FILE, "
                        "duckdb:FILE")
            ->type_name("URL");
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
            "  datagen create --from postgresql://me@localhost/shop -o spec.json\n"
            "  datagen create --ddl V1.sql V2.sql --rows orders=50000 -o spec.json");
        return [options] { return Run(options.get()); };
      }};
  return info;
}

}  // namespace datagen::cli
