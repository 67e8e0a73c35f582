#include <unistd.h>

#include "datagen/datagen.h"
#include "doors/cli/help_text.h"
#include "doors/cli/synopsis.h"
#include "doors/cli/terminal.h"

namespace datagen::cli {
namespace {

using commands::Command;
using commands::Context;
using commands::InputList;

struct Options {
  std::string name;
};

std::vector<std::string> Names() {
  std::vector<std::string> names;
  names.reserve(AllCommands().size());
  for (const Command* command : AllCommands()) names.push_back(command->name);
  return names;
}

void Declare(InputList* inputs, Options* options) {
  inputs->Add({.name = "command",
               .doc = "The command that is explained",
               .positional = true,
               .value_name = "COMMAND",
               .default_text = "all, a line each",
               .suggestions = Names()},
              &options->name);
}

int Run(const Options& options, Context* context) {
  const int columns = Columns(STDOUT_FILENO);
  const Command* command = FindCommand(options.name);
  if (command == nullptr && !options.name.empty()) {
    const std::string nearest = DidYouMean(options.name, Names());
    return commands::Mistake(
        context, "unknown-command", "there is no command '" + options.name + "'",
        {.given = options.name, .hint = nearest.empty() ? "" : "did you mean '" + nearest + "'?"});
  }
  context->Print(command == nullptr ? OverviewText(columns) : HelpText(*command, columns));
  return commands::kSuccess;
}

}  // namespace

const Command& HelpCommand() {
  static const Command command{.name = "help",
                               .summary = "Explain a command",
                               .outputs = {"Its inputs, examples and exit codes"},
                               .examples = {{"", {{"command", "generate"}}}},
                               .prepare = commands::Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::cli
