#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "doors/commands/generation/data_check.h"
#include "doors/commands/generation/run_summary.h"
#include "doors/commands/generation/tables.h"
#include "doors/commands/text_files.h"
#include "foundation/base/plural.h"

namespace datagen::commands {
namespace {

// The library's options. kSuccess, or how the command ends, after a message.
int FillOptions(const GenerateInputs& inputs, Context* context, GenerateOptions* generate) {
  *generate = inputs.files;
  generate->slice = inputs.slice.slice;
  generate->slices = inputs.slice.slices;
  generate->threads = ThreadCount(inputs.plan.options.threads);
  generate->hash = !inputs.no_hash;
  generate->started_at = context->StartedAt();
  generate->machine = context->Machine();
  for (size_t at = 0; at < inputs.partition_by.size();) {
    const size_t comma = std::min(inputs.partition_by.find(',', at), inputs.partition_by.size());
    generate->partition_by.push_back(inputs.partition_by.substr(at, comma - at));
    at = comma + 1;
  }
  Follow(context, generate);
  if (inputs.defects.empty()) return kSuccess;
  generate->defects_name = SpokenPath(inputs.defects);
  return ReadText(context, inputs.defects, &generate->defects);
}

// The library knows no command line: where its hint is to overwrite, users read how that is said.
Outcome WithNameOfOverwrite(Outcome outcome, const Context& context) {
  constexpr std::string_view kSaid = "overwrite it";
  for (Diagnostic& diagnostic : outcome.diagnostics) {
    const size_t at = diagnostic.hint.find(kSaid);
    if (at == std::string::npos) continue;
    diagnostic.hint.replace(at, kSaid.size(),
                            fmt::format("{} replaces it", context.NameOf("overwrite")));
  }
  return outcome;
}

}  // namespace

void WarnOfSaturated(const std::string& table, const std::string& column, int64_t count,
                     Context* context) {
  Warn(context, "type-overflow",
       fmt::format("{} {} of {}.{} did not fit its type and became the nearest that does",
                   FormatCount(count), base::Plural(count, "value"), table, column));
}

void WarnOfPlaceless(const std::string& table, const std::string& column, int64_t count,
                     Context* context) {
  Warn(context, "unknown-locale",
       fmt::format("{} {} of {}.{} {} the default locale: what its locale_from names there is no "
                   "country and no locale",
                   FormatCount(count), base::Plural(count, "value"), table, column,
                   base::Plural(count, "has", "have")));
}

int MakeFiles(const GenerateInputs& inputs, Context* context) {
  const std::string out_of_place = FirstOutOfPlace(inputs, Place::kFiles);
  if (!out_of_place.empty()) {
    return Mistake(
        context, "invalid-option",
        fmt::format("{} goes with {}", context->NameOf(out_of_place), context->NameOf("to")));
  }
  GenerateOptions generate;
  std::string spec;
  int code = FillOptions(inputs, context, &generate);
  if (code == kSuccess) code = ReadText(context, inputs.plan.spec, &spec);
  if (code != kSuccess) return code;
  PlanInputs wanted = inputs.plan;
  if (IsBounded(generate.bounds)) {
    wanted.options.accept = [&generate](const Plan& plan) { return plan.CheckBounds(generate); };
  }
  if (inputs.dry_run_sample > 0) code = DryRun(inputs, wanted, spec, context);
  if (code != kSuccess) return code;
  const auto plan = PlanText(wanted, spec, context, &code);
  if (plan == nullptr) return code;

  context->StartPhase("making files");
  const double start = context->Seconds();
  generate.seconds = [context, start] { return context->Seconds() - start; };
  GenerateSummary summary;
  const Outcome outcome = plan->Generate(generate, &summary);
  if (!outcome.ok()) return Failed(context, WithNameOfOverwrite(outcome, *context));
  WarnOfCounted(summary.tables, context);
  context->Print(SummaryText(inputs, summary, generate.seconds()) + ProfileText(summary));
  const bool complete = summary.whole && !summary.nothing_left && generate.format != "null";
  return complete && !inputs.no_validate ? QuickCheck(inputs, *plan, context) : kSuccess;
}

}  // namespace datagen::commands
