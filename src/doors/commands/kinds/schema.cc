#include "datagen/datagen.h"
#include "doors/commands/command.h"

namespace datagen::commands {
namespace {

struct Options {};

void Declare(InputList* /*inputs*/, Options* /*options*/) {}

int Run(const Options& /*options*/, Context* context) {
  context->Print(JsonSchema());
  return kSuccess;
}

}  // namespace

const Command& SchemaCommand() {
  static const Command command{
      .name = "schema",
      .summary = "Print the JSON Schema of a spec",
      .outputs = {"The JSON Schema (draft 2020-12), for editors and for programs"},
      .examples = {{"for editors", {}}},
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
