#include <cstdio>

#include "cli/command.h"
#include "cli/plan_options.h"

namespace datagen::cli {
namespace {

struct Options {
  PlanArguments plan;
  std::string format = "parquet";
  std::string compression;
};

int Run(const Options& options) {
  int code = kSuccess;
  const auto plan = MakePlan(options.plan, 0, &code);
  if (plan == nullptr) return code;
  std::string text;
  const Outcome outcome = plan->Explain(options.format, options.compression, &text);
  if (!outcome.ok()) {
    std::fprintf(stderr, "datagen: %s\n", outcome.message.c_str());
    return static_cast<int>(outcome.code);
  }
  std::fputs(text.c_str(), stdout);
  return kSuccess;
}

}  // namespace

const CommandInfo& ExplainInfo() {
  static const CommandInfo info{
      "explain", "Show the plan of a spec: tables, rows, bytes, the order of columns and why",
      [](CLI::App* app) -> std::function<int()> {
        auto options = std::make_shared<Options>();
        DeclarePlanArguments(app, &options->plan);
        app->add_option("--format", options->format, "The format whose size is estimated")
            ->check(CLI::IsMember(FormatNames()));
        app->add_option("--compression", options->compression, "Its compression");
        app->footer(
            "Examples:\n"
            "  datagen explain spec.json\n"
            "  datagen explain spec.json --scale 100 --format csv");
        return [options] { return Run(*options); };
      }};
  return info;
}

}  // namespace datagen::cli
