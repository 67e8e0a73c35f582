// What a column's comment says of its values where it says so plainly: "one of: new, used",
// "format: AB-1234", "e.g. DE, AT, CH", "1 = new, 2 = used". Anything else stays a description.
//
// Thread-safety: a pure function.
#pragma once

#include <string>

#include "data/schema/schema.h"
#include "inputs/draft/column_facts.h"

namespace datagen::draft {

// True where facts were added: values, or a pattern. Nothing is, where the column's type or what is
// known already does not go with them.
bool ReadComment(const schema::Column& column, ColumnFacts* facts);

}  // namespace datagen::draft
