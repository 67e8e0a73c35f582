// Making the tables of a spec: as files, or in a database.
#pragma once

#include <string>
#include <vector>

#include "doors/commands/generation/generate_inputs.h"

namespace datagen::commands {

void WarnOfSaturated(const std::string& table, const std::string& column, int64_t count,
                     Context* context);
void WarnOfPlaceless(const std::string& table, const std::string& column, int64_t count,
                     Context* context);

int MakeFiles(const GenerateInputs& inputs, Context* context);

// The rows of one table to standard output, and nothing elsewhere.
int WriteToStandardOutput(const GenerateInputs& inputs, Context* context);

// Tells of values that did not fit their types, and of rows whose place is none. Of a run's tables
// or a load's.
template <typename Table>
void WarnOfCounted(const std::vector<Table>& tables, Context* context) {
  for (const Table& table : tables) {
    for (const auto& [column, count] : table.saturated) {
      WarnOfSaturated(table.name, column, count, context);
    }
    for (const auto& [column, count] : table.placeless) {
      WarnOfPlaceless(table.name, column, count, context);
    }
  }
}

// Into a database, or one file with all tables.
int LoadTables(const GenerateInputs& inputs, Context* context);

}  // namespace datagen::commands
