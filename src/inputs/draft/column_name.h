// What the knowledge of meanings is asked of a column: its name among the others of its table.
//
// Lifetime: the views are of the table. Thread-safety: a pure function.
#pragma once

#include "data/schema/schema.h"
#include "knowledge/meaning/meaning.h"

namespace datagen::draft {

// Requires: the table has a column of that name.
meaning::ColumnName NameIn(const schema::Table& table, const schema::Column& column,
                           meaning::Kind kind);

}  // namespace datagen::draft
