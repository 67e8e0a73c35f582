// Reads CREATE: finds out of what, and reads types, domains and unique indexes; tables have a
// reader of their own.
#pragma once

#include "inputs/ddl/known_schema.h"
#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// At CREATE.
void ReadCreate(TokenCursor cursor, const StatementContext& context, KnownSchema* known);

}  // namespace datagen::ddl
