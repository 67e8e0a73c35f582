// The constraints and rules of the spec: what the validator has to hold the data against, whether
// generators keep it or not.
#pragma once

#include "inputs/draft/table_draft.h"
#include "language/spec/spec.h"

namespace datagen::draft {

// Adds what the keys and CHECKs of a drafted table ask for, as far as the language can say it.
void AddConstraints(const TableDraft& table, spec::Spec* to);

}  // namespace datagen::draft
