// The constraints of the spec: what the validator has to hold the data against.
#pragma once

#include "inputs/draft/table_draft.h"
#include "language/spec/claims.h"

namespace datagen::draft {

// Adds what the keys and CHECKs of a drafted table ask for.
void AddConstraints(const TableDraft& table, spec::Constraints* constraints);

}  // namespace datagen::draft
