// Reads a command line against the table of commands.
//
//   datagen COMMAND [VALUE | --name VALUE | --name=VALUE | -o VALUE | --flag]… [-- VALUE…]
//
// A list takes all values that follow its name. The options of every command (presentation.h) may
// also stand before it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "doors/cli/presentation.h"
#include "doors/commands/command.h"

namespace datagen::cli {

struct CommandLine {
  const commands::Command* command = nullptr;  // nullptr: none is named
  std::unique_ptr<commands::Call> call;        // its inputs are set
  Presentation presentation;
  bool version = false;
  std::optional<Diagnostic> mistake;
};

CommandLine ReadCommandLine(const std::vector<std::string>& words);

}  // namespace datagen::cli
