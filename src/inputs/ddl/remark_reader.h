// Reads what tells of tables without making them: COMMENT ON, and the procedures of T-SQL.
#pragma once

#include "inputs/ddl/known_schema.h"
#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// At COMMENT.
void ReadComment(TokenCursor cursor, const StatementContext& context, KnownSchema* known);
// At EXEC: sp_addextendedproperty 'MS_Description', 'text', 'SCHEMA', 'dbo', 'TABLE', 't',
// 'COLUMN', 'c'; sp_rename 'old', 'new'.
void ReadExecute(TokenCursor cursor, const StatementContext& context, KnownSchema* known);

}  // namespace datagen::ddl
