// Reads what columns and tables say alike: REFERENCES and CHECK.
#pragma once

#include <string>

#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// At REFERENCES. `key` knows its columns; what it refers to is added, and the table gets it.
void ReadReferences(TokenCursor* cursor, const StatementContext& context, schema::ForeignKey key,
                    schema::Table* table);
// At CHECK (…); the table gets it under the name.
void ReadCheck(TokenCursor* cursor, const StatementContext& context, const std::string& name,
               schema::Table* table);

}  // namespace datagen::ddl
