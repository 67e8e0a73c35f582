// SQL scripts that a command reads.
#pragma once

#include <string>
#include <vector>

#include "datagen/create.h"

namespace datagen::cli {

// Opens files ("-": standard input) to be read once, piece by piece. False after a message to
// standard error.
bool OpenScripts(const std::vector<std::string>& paths, std::vector<ScriptSource>* scripts);

}  // namespace datagen::cli
