#include "doors/commands/command.h"
#include "doors/commands/plan_inputs.h"

namespace datagen::commands {
namespace {

struct Options {
  PlanInputs plan;
  ExplainOptions explain;
  std::string diagram;
};

void Declare(InputList* inputs, Options* options) {
  DeclarePlanInputs(inputs, &options->plan);
  inputs->Group("What is estimated");
  inputs->Add(
      {.name = "format", .doc = "The format whose size is estimated", .choices = FormatNames()},
      &options->explain.format);
  inputs->Add({.name = "compression",
               .doc = "Its compression",
               .value_name = "NAME",
               .default_text = "the format's"},
              &options->explain.compression);
  inputs->Add({.name = "cost", .doc = "Also CPU seconds and memory of a run, measured on samples"},
              &options->explain.cost);
  inputs->Add({.name = "diagram",
               .doc = "Instead, tables with their keys, references and rows; mermaid is what pages "
                      "and editors draw",
               .default_text = "none",
               .choices = DiagramForms()},
              &options->diagram);
}

int Run(const Options& options, Context* context) {
  int code = kSuccess;
  PlanInputs inputs = options.plan;
  inputs.options.exact_rows = false;
  const auto plan = MakePlan(inputs, context, &code);
  if (plan == nullptr) return code;
  if (!options.diagram.empty()) {
    context->Print(plan->Diagram(options.diagram));
    return kSuccess;
  }
  context->StartPhase("estimating");
  std::string text;
  ExplainOptions explain = options.explain;
  Follow(context, &explain);
  explain.threads = ThreadCount(options.plan.options.threads);
  const Outcome outcome = plan->Explain(explain, &text);
  if (!outcome.ok()) return Failed(context, outcome);
  context->Print(text);
  return kSuccess;
}

}  // namespace

const Command& ExplainCommand() {
  static const Command command{
      .name = "explain",
      .summary = "Show the plan of a spec: tables, rows, bytes, the order of columns and why",
      .outputs = {"The plan as text; or a diagram of the tables"},
      .examples = {{"", {{"spec", "spec.json"}}},
                   {"how large would it be?",
                    {{"spec", "spec.json"}, {"scale", "100"}, {"format", "csv"}}},
                   {"a picture of its tables", {{"spec", "spec.json"}, {"diagram", "mermaid"}}},
                   {"and what would it cost?",
                    {{"spec", "spec.json"}, {"scale", "100"}, {"cost", ""}, {"threads", "8"}}}},
      .takes_long = true,
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
