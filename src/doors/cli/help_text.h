// The text of --help, derived from the table of commands.
#pragma once

#include <string>

#include "doors/commands/command.h"

namespace datagen::cli {

// All commands.
std::string OverviewText(int columns);
// One command.
std::string HelpText(const commands::Command& command, int columns);

}  // namespace datagen::cli
