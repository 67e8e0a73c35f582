// SQL scripts that a command reads.
#pragma once

#include <string>
#include <vector>

#include "datagen/create.h"
#include "doors/commands/context.h"

namespace datagen::commands {

// Opens files ("-": the standard input) to be read once, piece by piece. A script that is asked for
// more after the command was stopped can't be read. kSuccess, or how the command ends, after a
// message. Lifetime: the scripts refer to the context.
int OpenScripts(Context* context, const std::vector<std::string>& paths,
                std::vector<ScriptSource>* scripts);

}  // namespace datagen::commands
