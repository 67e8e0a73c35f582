#include <fmt/format.h>

#include <filesystem>

#include "datagen/load.h"
#include "doors/commands/generation/run_summary.h"
#include "doors/commands/generation/tables.h"
#include "doors/commands/script_files.h"

namespace datagen::commands {
namespace {

// Where a database format goes: the path that is given, or a file of that name in the folder.
std::string DatabaseFile(const GenerateOptions& files) {
  const std::string& path = files.directory;
  const std::string extension = "." + files.format;
  if (path.size() > extension.size() && path.ends_with(extension)) return path;
  std::error_code error;
  std::filesystem::create_directories(path, error);
  return path + "/data" + extension;
}

}  // namespace

int LoadTables(const GenerateInputs& inputs, Context* context) {
  if (!inputs.defects.empty() || inputs.slice.slices > 1) {
    return Mistake(context, "invalid-option",
                   fmt::format("{} and {} go with files, not with {}", context->NameOf("defects"),
                               context->NameOf("parts"), context->NameOf("to")));
  }
  LoadOptions load;
  load.bounds = inputs.files.bounds;
  load.to = inputs.to.empty() ? DatabaseFile(inputs.files) : inputs.to;
  load.dialect = inputs.dialect;
  load.threads = ThreadCount(inputs.plan.options.threads);
  load.batch_rows = inputs.files.batch_rows;
  load.replace_rows = inputs.files.overwrite;
  load.create = inputs.create || !inputs.create_scripts.empty();
  Follow(context, &load);
  int code = OpenScripts(context, inputs.create_scripts, &load.create_scripts);
  if (code != kSuccess) return code;
  PlanInputs wanted = inputs.plan;
  if (IsBounded(load.bounds)) {
    wanted.options.accept = [&load](const Plan& plan) { return CheckBounds(plan, load); };
  }
  const auto plan = MakePlan(wanted, context, &code);
  if (plan == nullptr) return code;

  context->StartPhase("loading");
  const double start = context->Seconds();
  LoadSummary summary;
  const Outcome outcome = Load(*plan, load, &summary);
  if (!outcome.ok()) {
    Failed(context, outcome);
    if (!*context->stop()) context->Remark("nothing was loaded");  // a stop tells its own
    return static_cast<int>(outcome.code);
  }
  WarnOfCounted(summary.tables, context);
  context->Print(SummaryText(summary, context->Seconds() - start));
  return kSuccess;
}

}  // namespace datagen::commands
