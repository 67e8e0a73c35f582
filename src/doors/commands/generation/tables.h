// Making the tables of a spec: as files, or in a database.
#pragma once

#include "doors/commands/generation/generate_inputs.h"

namespace datagen::commands {

int MakeFiles(const GenerateInputs& inputs, Context* context);

// The rows of one table to standard output, and nothing elsewhere.
int WriteToStandardOutput(const GenerateInputs& inputs, Context* context);

// Tells of values that did not fit their types.
void WarnOfSaturated(const std::vector<TableSummary>& tables, Context* context);

// Into a database, or one file with all tables.
int LoadTables(const GenerateInputs& inputs, Context* context);

}  // namespace datagen::commands
