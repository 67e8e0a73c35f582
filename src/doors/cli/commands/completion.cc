#include "doors/cli/shell.h"
#include "doors/commands/command.h"
#include "shells.h"  // made by CMake: ListShells()

namespace datagen::cli {
namespace {

struct Options {
  std::string shell;
};

void Declare(commands::InputList* inputs, Options* options) {
  std::vector<std::string> names;
  for (const Shell* shell : ListShells()) names.push_back(shell->name);
  inputs->Add({.name = "shell",
               .doc = "The shell",
               .required = true,
               .positional = true,
               .value_name = "SHELL",
               .choices = names},
              &options->shell);
}

int Run(const Options& options, commands::Context* context) {
  for (const Shell* shell : ListShells()) {
    if (shell->name == options.shell) context->Print(shell->script());
  }
  return commands::kSuccess;
}

}  // namespace

const commands::Command& CompletionCommand() {
  static const commands::Command command{
      .name = "completion",
      .summary = "Print a script that completes command lines in a shell",
      .notes =
          "To use it: source <(datagen completion bash), or the same with zsh after compinit; "
          "datagen completion fish | source.",
      .outputs = {"The shell's script: commands, options, formats, dialects, functions, files"},
      .examples = {{"", {{"shell", "bash"}}}},
      .prepare = commands::Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::cli
