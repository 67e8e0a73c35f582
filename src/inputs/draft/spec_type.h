// The type that a column of a schema has in the language.
#pragma once

#include "data/schema/schema.h"
#include "functions/kernel/value_type.h"

namespace datagen::draft {

kernel::ValueType SpecType(const schema::Schema& schema, const schema::Table& table,
                           const schema::Column& column);

}  // namespace datagen::draft
