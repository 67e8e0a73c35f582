// What a spec claims of its data and what it lets generators make, held against each other before
// the first row.
//
// Reported is only what is certain: a claim that so many rows break that there is no doubt, by what
// is known of the columns' values (kernel::Domain). What is merely possible is left to the checks
// of the data. A reference must be one that can hold: types that can be equal, and a target that
// names one row.
#pragma once

#include "making/plan/plan.h"

namespace datagen::plan {

// Requires: all columns that could be bound are.
void CheckContradictions(const Plan& plan, base::Diagnostics* diagnostics);

}  // namespace datagen::plan
