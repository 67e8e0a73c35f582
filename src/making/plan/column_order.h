// The order in which the columns of a row are made, and why each comes where it does.
#pragma once

#include "making/plan/plan.h"

namespace datagen::plan {

// Requires: the node's columns are bound, and none depends on itself.
void OrderColumns(int node, Plan* plan);

}  // namespace datagen::plan
