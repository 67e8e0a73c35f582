// How many rows each table of a plan has: those that are asked for, those of the spec, those of the
// list that a column holds, or what the fan-out makes of its parent's.
#pragma once

#include "making/plan/plan.h"

namespace datagen::plan {

// Sets the rows of all nodes, and parent and family of those with a fan-out; a node whose fan-out
// is refused keeps no family. Errors: names and sizes that can't be, circles of fan-outs.
void ResolveSizes(const Options& options, Plan* plan, base::Diagnostics* diagnostics);

}  // namespace datagen::plan
