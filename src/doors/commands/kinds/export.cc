#include <fmt/format.h>

#include "datagen/validate.h"
#include "doors/commands/command.h"
#include "doors/commands/plan_inputs.h"
#include "doors/commands/text_files.h"
#include "foundation/base/plural.h"

namespace datagen::commands {
namespace {

struct Options {
  std::string spec;
  std::string tool;
  std::string output;
};

void Declare(InputList* inputs, Options* options) {
  DeclareSpec(inputs, &options->spec);
  inputs->Add({.name = "to", .doc = "The tool", .required = true, .choices = ExportNames()},
              &options->tool);
  inputs->Add({.name = "output",
               .type = InputType::kOutputFile,
               .doc = "File to write to",
               .letter = 'o',
               .default_text = "standard output"},
              &options->output);
}

int Run(const Options& options, Context* context) {
  std::string text;
  const int read = ReadText(context, options.spec, &text);
  if (read != kSuccess) return read;
  ExportOptions wanted;
  wanted.tool = options.tool;
  Follow(context, &wanted);
  context->StartPhase("writing rules");
  Report report;
  std::vector<std::string> unsaid;
  Outcome outcome;
  const std::string exported =
      ExportRules(text, SpokenPath(options.spec), wanted, &report, &unsaid, &outcome);
  if (report.errors > 0) {
    context->Tell(report.diagnostics);
    return kUserMistake;
  }
  if (!outcome.ok()) return Failed(context, outcome);
  if (!WriteText(context, options.output, exported)) return kEnvironmentFailed;
  if (!unsaid.empty()) {
    Warn(context, "claims-not-expressed",
         fmt::format("{} has no words for {} {}; the text names {}", options.tool, unsaid.size(),
                     base::Plural(unsaid.size(), "claim"),
                     base::Plural(unsaid.size(), "it", "them")));
  }
  return kSuccess;
}

}  // namespace

const Command& ExportCommand() {
  static const Command command{
      .name = "export",
      .summary =
          "Write the rules of a spec for another tool: Great Expectations, dbt, SQL pipelines",
      .outputs = {"The rules in the tool's own form; claims that it has no words for are named in "
                  "the text"},
      .examples =
          {{"", {{"spec", "spec.json"}, {"to", "dbt"}, {"output", "schema.yml"}}},
           {"", {{"spec", "spec.json"}, {"to", "great_expectations"}, {"output", "suites.json"}}}},
      .takes_long = true,
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
