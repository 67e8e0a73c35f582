// Loads the tables of a plan into a database: threads make and encode rows, one connection takes
// them in order.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "making/loaders/target.h"

namespace datagen::loaders {

struct LoadOptions {
  int threads = 1;
  int64_t batch_rows = 16'384;
  Creation creation;
  std::function<void(int64_t rows_done, int64_t rows_total)> on_progress;  // one thread
  const std::atomic<bool>* cancel = nullptr;
};

struct LoadedTable {
  std::string id;
  std::string name;
  int64_t rows = 0;
};

// The tables in an order in which references lead to tables before, as far as that can be.
std::vector<TargetTable> TablesInLoadOrder(const engine::Engine& engine);

// All tables or, after an error, none. Errors: invalid, when the database refuses a row;
// environment, when it can't be reached.
base::Result<std::vector<LoadedTable>> Load(const engine::Engine& engine, Target* target,
                                            const LoadOptions& options);

}  // namespace datagen::loaders
