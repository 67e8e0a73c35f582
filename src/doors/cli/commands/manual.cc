#include "doors/cli/manual_text.h"
#include "doors/commands/command.h"

namespace datagen::cli {
namespace {

struct Options {};

void Declare(commands::InputList* /*inputs*/, Options* /*options*/) {}

int Run(const Options& /*options*/, commands::Context* context) {
  context->Print(ManualText());
  return commands::kSuccess;
}

}  // namespace

const commands::Command& ManualCommand() {
  static const commands::Command command{
      .name = "manual",
      .summary = "Print the man page",
      .notes =
          "To read it: datagen manual | man -l -. To install it, write it to a file datagen.1 "
          "in a folder man1 of the manual path.",
      .outputs = {"The page datagen(1) in roff"},
      .examples = {{"", {}}},
      .prepare = commands::Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::cli
