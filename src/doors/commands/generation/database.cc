#include <fmt/format.h>

#include <filesystem>

#include "datagen/load.h"
#include "doors/commands/generation/run_summary.h"
#include "doors/commands/generation/tables.h"
#include "doors/commands/script_files.h"
#include "doors/commands/text_files.h"
#include "foundation/base/small_letters.h"

namespace datagen::commands {
namespace {

// Where a database format goes: the path that is given, or a file of that name in the folder.
std::string DatabaseFile(const GenerateOptions& files) {
  const std::string& path = files.directory;
  const std::string extension = "." + files.format;
  if (path.size() > extension.size() && path.ends_with(extension)) return path;
  return path + "/data" + extension;
}

// Whether a row was refused because one with its key is in the database, as each kind says it.
bool IsKeyThatIsThere(const Outcome& outcome) {
  const std::string message = base::InSmallLetters(outcome.message());
  return outcome.diagnostics[0].code == "database-refused" &&
         (message.find("unique") != std::string::npos ||
          message.find("duplicate") != std::string::npos);
}

}  // namespace

int LoadTables(const GenerateInputs& inputs, Context* context) {
  std::string out_of_place = FirstOutOfPlace(inputs, Place::kDatabase);
  for (const Input& input : inputs.given) {
    // Where the place is said twice.
    const bool says_place = input.name == "output" || input.name == "format";
    if (!inputs.to.empty() && says_place && out_of_place.empty()) out_of_place = input.name;
  }
  if (!out_of_place.empty()) {
    return Mistake(
        context, "invalid-option",
        fmt::format("{} goes with files, not with a database", context->NameOf(out_of_place)),
        {.hint =
             inputs.to.empty() ? "" : fmt::format("rows go where {} says", context->NameOf("to"))});
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
  if (code == kSuccess && !inputs.defects.empty()) {
    load.defects_name = SpokenPath(inputs.defects);
    code = ReadText(context, inputs.defects, &load.defects);
  }
  if (code != kSuccess) return code;
  PlanInputs wanted = inputs.plan;
  if (IsBounded(load.bounds)) {
    wanted.options.accept = [&load](const Plan& plan) { return CheckBounds(plan, load); };
  }
  const auto plan = MakePlan(wanted, context, &code);
  if (plan == nullptr) return code;

  const std::filesystem::path folder = std::filesystem::path(load.to).parent_path();
  std::error_code error;
  const bool makes_folder =
      inputs.to.empty() && !folder.empty() && std::filesystem::create_directories(folder, error);
  context->StartPhase("loading");
  const double start = context->Seconds();
  LoadSummary summary;
  const Outcome outcome = Load(*plan, load, &summary);
  if (!outcome.ok()) {
    Failed(context, outcome);
    if (!*context->stop()) context->Remark("nothing was loaded");  // a stop tells its own
    if (!load.replace_rows && IsKeyThatIsThere(outcome)) {
      context->Remark(fmt::format("if an earlier load left these rows: {} replaces them",
                                  context->NameOf("overwrite")));
    }
    std::error_code ignored;
    if (makes_folder) std::filesystem::remove(inputs.files.directory, ignored);  // if empty
    return static_cast<int>(outcome.code);
  }
  WarnOfCounted(summary.tables, context);
  context->Print(SummaryText(summary, context->Seconds() - start));
  return kSuccess;
}

}  // namespace datagen::commands
