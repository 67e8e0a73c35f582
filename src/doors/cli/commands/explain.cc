#include <cstdio>

#include "doors/cli/command.h"
#include "doors/cli/plan_options.h"

namespace datagen::cli {
namespace {

struct Options {
  PlanArguments plan;
  ExplainOptions explain;
};

int Run(const Options& options) {
  int code = kSuccess;
  const auto plan = MakePlan(options.plan, 0, &code);
  if (plan == nullptr) return code;
  std::string text;
  ExplainOptions explain = options.explain;
  explain.threads = ThreadCount(options.plan.threads);
  const Outcome outcome = plan->Explain(explain, &text);
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
        app->add_option("--format", options->explain.format, "The format whose size is estimated")
            ->check(CLI::IsMember(FormatNames()));
        app->add_option("--compression", options->explain.compression, "Its compression");
        app->add_flag("--cost", options->explain.cost,
                      "Also CPU seconds and memory of a run, measured on samples");
        app->footer(
            "Examples:\n"
            "  datagen explain spec.json\n"
            "  datagen explain spec.json --scale 100 --format csv\n"
            "  datagen explain spec.json --scale 100 --cost --threads 8");
        return [options] { return Run(*options); };
      }};
  return info;
}

}  // namespace datagen::cli
