#include <cstdio>

#include "datagen/validate.h"
#include "doors/cli/command.h"
#include "doors/cli/output_text.h"

namespace datagen::cli {
namespace {

struct Options {
  std::string spec;
  std::string tool;
  std::string output;
};

int Run(const Options& options) {
  std::string text;
  if (!ReadInput(options.spec, &text)) return kUserMistake;
  Report report;
  std::vector<std::string> unsaid;
  const std::string name = options.spec == "-" ? "standard input" : options.spec;
  const std::string exported = ExportRules(text, name, options.tool, &report, &unsaid);
  if (report.errors > 0) {
    std::fputs(report.text.c_str(), stderr);
    return kUserMistake;
  }
  if (options.output.empty()) {
    std::fputs(exported.c_str(), stdout);
  } else if (!WriteText(options.output, exported)) {
    return kEnvironmentFailed;
  }
  if (!unsaid.empty()) {
    std::fprintf(stderr, "datagen: %s has no words for %zu claims; the text names them\n",
                 options.tool.c_str(), unsaid.size());
  }
  return kSuccess;
}

}  // namespace

const CommandInfo& ExportInfo() {
  static const CommandInfo info{
      "export",
      "Write the rules of a spec for another tool: Great Expectations, dbt, SQL pipelines",
      [](CLI::App* app) -> std::function<int()> {
        auto options = std::make_shared<Options>();
        app->add_option("SPEC", options->spec, "The spec, a JSON file; - reads standard input")
            ->required();
        app->add_option("--to", options->tool, "The tool")
            ->required()
            ->check(CLI::IsMember(ExportNames()));
        app->add_option("-o,--output", options->output,
                        "File to write to (default: standard "
                        "output)")
            ->type_name("FILE");
        app->footer(
            "Examples:\n"
            "  datagen export spec.json --to dbt -o models/schema.yml\n"
            "  datagen export spec.json --to great_expectations -o suites.json");
        return [options] { return Run(*options); };
      }};
  return info;
}

}  // namespace datagen::cli
