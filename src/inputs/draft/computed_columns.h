// Columns that the database computes: GENERATED ALWAYS AS (quantity * price) STORED. Files hold
// them and the validator computes them again; loads leave them to the database.
#pragma once

#include "inputs/draft/table_draft.h"

namespace datagen::draft {

// Adds those whose expression the language can say; of the others there is a note.
void AddComputedColumns(TableDraft* table);

}  // namespace datagen::draft
