// What the functions of a spec claim of the data: of a column, of a table's children.
//
// A function without a claim file claims nothing, and says so.
//
// Requires: a spec without mistakes. Lifetime: claims point into the spec's arguments.
// Thread-safety: pure functions.
#pragma once

#include <vector>

#include "functions/claims/child_count.h"
#include "functions/claims/value_change.h"
#include "functions/claims/value_claim.h"
#include "language/spec/spec.h"

namespace datagen::spec {

// Of the column's generator.
claims::Values ValuesOf(const Spec& spec, const Node& node, const Column& column);

// Of its modifiers, in their order.
std::vector<claims::Change> ChangesOf(const Column& column);

// Of the table's fan-out. Requires: it has one.
claims::ChildCount ChildCountOf(const Node& node);

}  // namespace datagen::spec
