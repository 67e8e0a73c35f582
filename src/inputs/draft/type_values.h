// Values of the types that have a form of their own: documents, addresses, bits, points, arrays.
#pragma once

#include "inputs/draft/table_draft.h"

namespace datagen::draft {

// Requires: an open column. A type that is not known gives null where it may, else words.
void DecideByType(TableDraft* table, ColumnDraft* column);

}  // namespace datagen::draft
