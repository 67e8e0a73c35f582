// Loads the tables of a plan into a database: tasks of the process's pool make and encode rows, one
// connection takes them in order.
#pragma once

#include <vector>

#include "foundation/work/job_context.h"
#include "making/loaders/target.h"

namespace datagen::loaders {

struct LoadOptions {
  int64_t batch_rows = 16'384;
  Creation creation;
  // What is broken on purpose, which a table of that name then lists; nullptr: nothing.
  const defects::Overlay* defects = nullptr;
  // Rows and tables of its progress are those that the database has taken.
  work::JobContext job;
};

struct LoadedTable {
  std::string id;
  std::string name;
  int64_t rows = 0;
  // Of columns that have any: values that did not fit, rows whose place is none.
  std::vector<std::pair<std::string, int64_t>> saturated = {};
  std::vector<std::pair<std::string, int64_t>> placeless = {};
  std::vector<defects::Asked> missed = {};  // of the list of defects, as Missed gives them
  std::vector<std::string> left_out = {};   // as TargetTable has it, where the tables were made
};

// The tables in an order in which references lead to tables before, as far as that can be.
// `defects`: their columns and constraints as rows broken on purpose need them; nullptr: as
// planned.
std::vector<TargetTable> TablesInLoadOrder(const engine::Engine& engine,
                                           const defects::Overlay* defects = nullptr);

// What the batches that are there at a time hold, as values and as the database reads them.
int64_t LoadMemory(const engine::Engine& engine, const LoadOptions& options);

// All tables or, after an error, none. Errors: invalid, when the database refuses a row;
// environment, when it can't be reached, or at a stop.
base::Result<std::vector<LoadedTable>> Load(const engine::Engine& engine, Target* target,
                                            const LoadOptions& options);

}  // namespace datagen::loaders
