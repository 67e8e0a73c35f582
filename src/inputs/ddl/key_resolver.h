// Finds the tables and columns that keys and references name, when all scripts are read: from there
// on, what a key names is there, as it is written in its table.
#pragma once

#include <vector>

#include "data/schema/schema.h"

namespace datagen::ddl {

// What names something that is not there is left out, with a warning in the schema's notes; of keys
// and references that say the same, the first stays.
void ResolveKeys(schema::Schema* schema);

}  // namespace datagen::ddl
