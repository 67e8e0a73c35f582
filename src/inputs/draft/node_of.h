// A drafted table as a node of the spec.
#pragma once

#include "inputs/draft/table_draft.h"
#include "language/spec/spec.h"

namespace datagen::draft {

// Requires: every column is decided.
spec::Node NodeOf(const TableDraft& table);

}  // namespace datagen::draft
