#include "datagen/datagen.h"
#include "doors/commands/command.h"

namespace datagen::cli {
namespace {

struct Options {};

void Declare(commands::InputList* /*inputs*/, Options* /*options*/) {}

int Run(const Options& /*options*/, commands::Context* context) {
  context->Print(std::string(Version()) + "\n");
  return commands::kSuccess;
}

}  // namespace

const commands::Command& VersionCommand() {
  static const commands::Command command{.name = "version",
                                         .summary = "Print the version",
                                         .outputs = {"The version"},
                                         .examples = {{"", {}}},
                                         .prepare = commands::Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::cli
