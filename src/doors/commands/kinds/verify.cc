#include "datagen/verify.h"

#include <fmt/format.h>

#include "doors/commands/command.h"
#include "doors/commands/plan_inputs.h"

namespace datagen::commands {
namespace {

struct Options {
  VerifyOptions verify;

  Options() { verify.threads = 0; }
};

void Declare(InputList* inputs, Options* options) {
  inputs->Add({.name = "data",
               .type = InputType::kFolder,
               .doc = "Folder that a run has completed",
               .positional = true},
              &options->verify.directory);
  inputs->Add({.name = "values",
               .doc = "Also make every value again, by the spec and seed in the metadata, and "
                      "compare the content hashes"},
              &options->verify.values);
  DeclareThreads(inputs, &options->verify.threads);
}

int Run(const Options& options, Context* context) {
  VerifyOptions verify = options.verify;
  verify.threads = ThreadCount(verify.threads);
  Follow(context, &verify);
  context->StartPhase("verifying");
  VerifySummary summary;
  const Outcome outcome = Verify(verify, &summary);
  if (!outcome.ok()) return Failed(context, outcome);
  for (const auto& [what, difference] : summary.differences) {
    context->Print(fmt::format("{} {}\n", what, difference));
  }
  std::string text =
      fmt::format("{} files with {} read", FormatCount(summary.files), FormatBytes(summary.bytes));
  if (verify.values) text += fmt::format(", {} tables made again", summary.tables_made);
  if (summary.differences.empty()) {
    context->Print(text + ": all as they were written\n");
    return kSuccess;
  }
  context->Print(text + fmt::format(": {} differ\n",
                                    FormatCount(static_cast<int64_t>(summary.differences.size()))));
  return kCheckFailed;
}

}  // namespace

const Command& VerifyCommand() {
  static const Command command{
      .name = "verify",
      .summary = "Check that a folder still holds what a run wrote, byte by byte",
      .notes =
          "The digests stand in .files.xxh128 in the folder, which `xxhsum --check` reads too.",
      .outputs = {"Files that are missing, changed or not of the run, a line each"},
      .check_failed = "a file or a value differs",
      .examples = {{"", {{"data", "output"}}}, {"", {{"data", "output"}, {"values", ""}}}},
      .takes_long = true,
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
