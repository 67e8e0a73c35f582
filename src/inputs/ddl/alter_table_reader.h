// Reads ALTER TABLE: what it adds, changes, drops and renames, an action behind the other.
#pragma once

#include <string>

#include "inputs/ddl/known_schema.h"
#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/table_reader.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// Lifetime: all must outlive the reader. For one statement.
class AlterTableReader {
 public:
  AlterTableReader(const StatementContext& context, KnownSchema* known)
      : context_(context), known_(*known) {}

  // Behind ALTER TABLE.
  void Read(TokenCursor cursor);
  // RENAME TABLE a TO b: behind the name, which means `table`.
  void ReadRename(TokenCursor action, schema::Table* table);

 private:
  void AttachPartition(TokenCursor cursor, const Token& where);
  void ReadAction(TokenCursor action);
  void ReadAdd(TokenCursor action);
  bool ReadAddDefault(TokenCursor action);
  void ReadChange(TokenCursor action);
  void ReadColumnChange(TokenCursor action, const Token& name, schema::Column* column);
  void ReadDrop(TokenCursor action);
  void DropNamed(const std::string& name);
  [[nodiscard]] TableReader Items() { return {context_, known_.user_types, table_}; }

  const StatementContext& context_;
  KnownSchema& known_;
  schema::Table* table_ = nullptr;
};

}  // namespace datagen::ddl
