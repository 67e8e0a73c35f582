#include "doors/commands/generation/data_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "datagen/preview.h"
#include "datagen/validate.h"
#include "doors/commands/table_text.h"
#include "foundation/base/plural.h"
#include "foundation/work/container_memory.h"
#include "foundation/work/temporary_folder.h"

namespace datagen::commands {
namespace {

// Validates files of the plan's spec; nullptr after a message.
std::unique_ptr<Validation> ValidateFiles(const GenerateInputs& inputs, const Plan& plan,
                                          const std::string& directory, int64_t quick_rows,
                                          Context* context) {
  ValidateOptions validate;
  validate.directory = directory;
  validate.threads = ThreadCount(inputs.plan.options.threads);
  validate.quick_rows = quick_rows;
  const int64_t memory_max = inputs.files.bounds.memory_max;
  if (memory_max > 0) validate.memory_bytes = std::min(validate.memory_bytes, memory_max);
  Follow(context, &validate);
  Outcome outcome;
  auto validation = Validation::Run(plan, validate, &outcome);
  if (validation == nullptr) {
    Failed(context, outcome);
  }
  return validation;
}

}  // namespace

int DryRun(const GenerateInputs& inputs, const PlanInputs& planned, const std::string& spec,
           Context* context) {
  int code = kSuccess;
  const auto plan = PlanSample(planned, spec, inputs.dry_run_sample, context, &code);
  if (plan == nullptr) return code;
  const auto folder = work::TemporaryFolder::Make();
  if (!folder.ok()) {
    context->Tell({folder.status().diagnostic()});
    return kEnvironmentFailed;
  }
  context->StartPhase("dry run");
  GenerateOptions generate;
  generate.directory = folder.value().path();
  generate.bounds.memory_max = inputs.files.bounds.memory_max;
  generate.threads = ThreadCount(inputs.plan.options.threads);
  Follow(context, &generate);
  GenerateSummary summary;
  const Outcome outcome = plan->Generate(generate, &summary);
  if (!outcome.ok()) return Failed(context, outcome);
  context->Print(fmt::format("dry run with at most {} {} an entity:\n", inputs.dry_run_sample,
                             base::Plural(inputs.dry_run_sample, "row")));
  constexpr int64_t kShownRows = 3;
  for (size_t i = 0; i < plan->tables().size(); ++i) {
    TableRows rows;
    const Outcome read = ReadRows(*plan, static_cast<int>(i), 0, kShownRows, &rows);
    if (!read.ok()) return Failed(context, read);
    context->Print(fmt::format("{} ({} {})\n{}", rows.table.name, rows.table.rows,
                               base::Plural(rows.table.rows, "row"),
                               AlignedRows(rows, context->ScreenColumns()).text));
  }
  context->StartPhase("validating the dry run");
  const auto validation = ValidateFiles(inputs, *plan, folder.value().path(), 0, context);
  if (validation == nullptr) return kEnvironmentFailed;
  context->Print("\n" + validation->Render("console", context->ScreenColumns()) + "\n");
  if (validation->hard_checks_failed() == 0) return kSuccess;
  Fail(context, "check-failed", "the dry run breaks hard checks: nothing was generated");
  return kCheckFailed;
}

int QuickCheck(const GenerateInputs& inputs, const Plan& plan, Context* context) {
  constexpr int64_t kQuickRows = 100'000;
  // What DuckDB and the rows of a wide table took, measured, and half as much again.
  constexpr int64_t kMemory = 400'000'000;
  const auto is_too_little = [](int64_t most) { return most > 0 && most < kMemory; };
  if (is_too_little(inputs.files.bounds.memory_max) || is_too_little(work::ContainerMemoryLeft())) {
    context->Print(fmt::format(
        "quick check: left out, which may take {} of memory; datagen validate makes it\n",
        FormatBytes(kMemory)));
    return kSuccess;
  }
  context->StartPhase("quick check");
  const auto validation = ValidateFiles(inputs, plan, inputs.files.directory, kQuickRows, context);
  if (validation == nullptr) return kEnvironmentFailed;
  if (validation->checks_failed() + validation->checks_not_computed() == 0) {
    context->Print(
        fmt::format("quick check: {} {} for the first {} rows of each table; all rows and keys: "
                    "datagen validate\n",
                    validation->checks_passed(),
                    base::Plural(validation->checks_passed(), "claim holds", "claims hold"),
                    FormatCount(kQuickRows)));
    return kSuccess;
  }
  context->Print("\n" + validation->Render("console", context->ScreenColumns()));
  return inputs.defects.empty() ? kCheckFailed : kSuccess;
}

}  // namespace datagen::commands
