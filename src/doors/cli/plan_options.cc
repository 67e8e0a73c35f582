#include "doors/cli/plan_options.h"

#include <charconv>
#include <cstdio>
#include <thread>

#include "doors/cli/command.h"

namespace datagen::cli {

bool ReadRows(const std::string& text, std::map<std::string, int64_t>* rows) {
  const size_t equals = text.rfind('=');
  int64_t count = -1;
  if (equals != std::string::npos && equals > 0) {
    const char* begin = text.data() + equals + 1;
    const char* end = text.data() + text.size();
    const auto [parsed, error] = std::from_chars(begin, end, count);
    if (error != std::errc() || parsed != end) count = -1;
  }
  constexpr int64_t kRowsMax = 1'000'000'000'000'000;
  if (count < 0 || count > kRowsMax) {
    std::fprintf(stderr,
                 "datagen: --rows %s: expected NODE=N with a whole number N from 0 to 10^15\n",
                 text.c_str());
    return false;
  }
  (*rows)[text.substr(0, equals)] = count;
  return true;
}

int ThreadCount(int wanted) {
  if (wanted > 0) return wanted;
  const unsigned found = std::thread::hardware_concurrency();
  return found == 0 ? 1 : static_cast<int>(found);
}

void DeclarePlanArguments(CLI::App* app, PlanArguments* arguments) {
  app->add_option("SPEC", arguments->spec, "The spec, a JSON file; - reads standard input")
      ->required();
  app->add_option("--seed", arguments->seed, "Master seed, over the spec's (default 42)");
  app->add_option("--rows", arguments->rows, "Rows of a table without a fan-out, over the spec's")
      ->type_name("NODE=N")
      ->allow_extra_args(false);
  app->add_option("--scale", arguments->scale,
                  "Multiply the rows of every table without a fan-out that --rows does not name")
      ->check(CLI::Range(1e-12, 1e12).description(""))
      ->type_name("F");
  app->add_option("--threads", arguments->threads, "Threads (default: the machine's)")
      ->check(CLI::Range(1, 1024));
  app->add_flag("--strict", arguments->strict, "Treat warnings as errors");
}

std::unique_ptr<Plan> MakePlan(const PlanArguments& arguments, int64_t sample_rows, int* code) {
  std::string text;
  *code = kUserMistake;
  if (!ReadInput(arguments.spec, &text)) return nullptr;
  PlanOptions options;
  options.seed = arguments.seed;
  options.scale = arguments.scale;
  options.threads = ThreadCount(arguments.threads);
  for (const std::string& rows : arguments.rows) {
    if (!ReadRows(rows, &options.rows)) return nullptr;
  }
  const std::string name = arguments.spec == "-" ? "standard input" : arguments.spec;
  Report report;
  auto plan = Plan::Make(text, name, options, &report);
  if (sample_rows <= 0 || plan == nullptr) std::fputs(report.text.c_str(), stderr);
  if (plan == nullptr) return nullptr;
  if (arguments.strict && report.warnings > 0) {
    std::fprintf(stderr, "datagen: %d warning%s, and --strict is given\n", report.warnings,
                 report.warnings == 1 ? "" : "s");
    return nullptr;
  }
  if (sample_rows > 0) {
    for (const TableInfo& table : plan->tables()) {
      if (table.is_fact || table.rows <= sample_rows) continue;
      options.rows[table.name] = sample_rows;
    }
    plan = Plan::Make(text, name, options, &report);
    if (plan == nullptr) {
      // What fits the whole table need not fit a sample of it, such as a unique pick from it.
      std::fputs(report.text.c_str(), stderr);
      return nullptr;
    }
  }
  *code = kSuccess;
  return plan;
}

}  // namespace datagen::cli
