// Which keys hold by construction: the proofs, and what is said about keys without one.
#pragma once

#include "making/plan/plan.h"

namespace datagen::plan {

// Marks the columns that must be unique alone. Requires: the plan has its nodes and columns.
void MarkUniqueColumns(Plan* plan);

// Warns of keys of several columns that can repeat. Requires: every column is bound or broken.
void CheckKeys(const Plan& plan, base::Diagnostics* diagnostics);

}  // namespace datagen::plan
