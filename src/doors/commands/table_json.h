// The table of commands for machines: for each its inputs as a JSON Schema, from which routes,
// functions and forms are made.
#pragma once

#include "doors/commands/command.h"
#include "foundation/base/json.h"

namespace datagen::commands {

// {name, summary, notes, inputs (a schema of an object; every property also says its kind, group
// and place), outputs, exit_codes, examples, takes_long}
base::Json ToJson(const Command& command);

}  // namespace datagen::commands
