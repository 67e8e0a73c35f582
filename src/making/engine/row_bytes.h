// How many bytes a row takes in memory, for budgets.
#pragma once

#include "making/plan/plan.h"

namespace datagen::engine {

// All columns of the table, hidden ones too. An estimate: of texts the plan knows the longest, and
// about half of that is taken. Thread-safety: a pure function.
double RowBytes(const plan::Node& node);

}  // namespace datagen::engine
