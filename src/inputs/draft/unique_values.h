// Values that never repeat, for the one column that makes a key hold.
//
// Where the type or a CHECK admits fewer values than the table has rows, the table gets fewer rows.
#pragma once

#include "inputs/draft/table_draft.h"

namespace datagen::draft {

// False when the column can't be made so: it is as it was then. `primary`: it alone is the primary
// key. Requires: an open column.
bool MakeUnique(TableDraft* table, ColumnDraft* column, bool primary);

}  // namespace datagen::draft
