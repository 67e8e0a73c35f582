#include "doors/commands/plan_inputs.h"

#include <fmt/format.h>

#include <thread>

#include "doors/commands/text_files.h"
#include "foundation/base/plural.h"

namespace datagen::commands {

int ThreadCount(int wanted) {
  if (wanted > 0) return wanted;
  const unsigned found = std::thread::hardware_concurrency();
  return found == 0 ? 1 : static_cast<int>(found);
}

void DeclareSpec(InputList* inputs, std::string* spec) {
  inputs->Add({.name = "spec",
               .type = InputType::kFile,
               .doc = "The spec, a JSON file; - reads standard input",
               .required = true,
               .positional = true,
               .value_name = "SPEC"},
              spec);
}

void DeclareThreads(InputList* inputs, int* threads) {
  inputs->Add(
      {.name = "threads", .doc = "Threads", .default_text = "the machine's", .min = 1, .max = 1024},
      threads);
}

void DeclarePlanInputs(InputList* inputs, PlanInputs* plan) {
  DeclareSpec(inputs, &plan->spec);
  inputs->Group("What is made");
  inputs->Add(
      {.name = "seed", .doc = "Master seed, over the spec's", .default_text = "the spec's, or 42"},
      &plan->options.seed);
  inputs->Add(
      {.name = "rows",
       .doc = "Rows of a table without a fan-out, over the spec's; N alone: of all of them, "
              "but for tables that hold a list of values"},
      &plan->rows);
  inputs->Add({.name = "scale",
               .doc = "Multiply the rows of every table without a fan-out that {rows} does not "
                      "name",
               .min = 1e-12,
               .max = 1e12},
              &plan->options.scale);
  DeclareThreads(inputs, &plan->options.threads);
  inputs->Add({.name = "strict", .doc = "Treat warnings as errors"}, &plan->strict);
}

namespace {

// Says why there is no plan, where no mistake of the spec's does; the code to end with.
int WithoutPlan(Context* context, const Report& report, const Outcome& outcome) {
  const bool refused = report.errors == 0 && !*context->stop();  // by who had to accept it
  return refused ? Failed(context, outcome) : kUserMistake;
}

PlanOptions OptionsOf(const PlanInputs& inputs, Context* context) {
  PlanOptions options = inputs.options;
  options.rows = inputs.rows.by_table;
  options.entity_rows = inputs.rows.all;
  options.threads = ThreadCount(options.threads);
  Follow(context, &options);
  return options;
}

}  // namespace

std::unique_ptr<Plan> MakePlan(const PlanInputs& inputs, Context* context, int* code) {
  std::string text;
  *code = ReadText(context, inputs.spec, &text);
  return *code == kSuccess ? PlanText(inputs, text, context, code) : nullptr;
}

std::unique_ptr<Plan> PlanText(const PlanInputs& inputs, const std::string& text, Context* context,
                               int* code) {
  *code = kUserMistake;
  context->StartPhase("planning");
  Report report;
  Outcome outcome;
  auto plan =
      Plan::Make(text, SpokenPath(inputs.spec), OptionsOf(inputs, context), &report, &outcome);
  context->Tell(report.diagnostics);
  if (plan == nullptr) {
    *code = WithoutPlan(context, report, outcome);
    return nullptr;
  }
  if (inputs.strict && report.warnings > 0) {
    Fail(context, "check-failed",
         fmt::format("{} {}, and {} is given", report.warnings,
                     base::Plural(report.warnings, "warning"), context->NameOf("strict")));
    return nullptr;
  }
  *code = kSuccess;
  return plan;
}

std::unique_ptr<Plan> PlanSample(const PlanInputs& inputs, const std::string& text,
                                 int64_t sample_rows, Context* context, int* code) {
  PlanInputs look = inputs;
  look.options.exact_rows = false;
  const auto whole = PlanText(look, text, context, code);
  if (whole == nullptr) return nullptr;
  PlanOptions options = OptionsOf(inputs, context);
  options.accept = nullptr;  // has accepted the whole
  for (const TableInfo& table : whole->tables()) {
    if (table.is_fact || table.rows <= sample_rows) continue;
    options.rows[table.name] = sample_rows;
  }
  Report report;
  Outcome outcome;
  auto plan = Plan::Make(text, SpokenPath(inputs.spec), options, &report, &outcome);
  // What fits the whole table need not fit a sample of it, such as a unique pick from it.
  if (plan == nullptr) context->Tell(report.diagnostics);
  *code = plan == nullptr ? WithoutPlan(context, report, outcome) : kSuccess;
  return plan;
}

}  // namespace datagen::commands
