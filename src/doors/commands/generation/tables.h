// Making the tables of a spec: as files, or in a database.
#pragma once

#include "doors/commands/generation/generate_inputs.h"

namespace datagen::commands {

int MakeFiles(const GenerateInputs& inputs, Context* context);

// Into a database, or one file with all tables.
int LoadTables(const GenerateInputs& inputs, Context* context);

}  // namespace datagen::commands
