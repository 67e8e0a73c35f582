// Reads the type of a column in any dialect.
#pragma once

#include "data/dialects/dialect.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// The type that comes next; the cursor stands behind it. A type that nobody knows is kOther under
// its own name.
schema::DataType ReadType(TokenCursor* cursor, const dialects::Dialect& dialect,
                          std::string_view source);

}  // namespace datagen::ddl
