// Reads CREATE TABLE: its columns, wherever they come from, and what stands behind them.
#pragma once

#include <string>
#include <vector>

#include "inputs/ddl/known_schema.h"
#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// Lifetime: all must outlive the reader. For one statement.
class CreateTableReader {
 public:
  CreateTableReader(const StatementContext& context, KnownSchema* known)
      : context_(context), known_(*known) {}

  // Behind CREATE … TABLE.
  void Read(TokenCursor cursor, bool temporary);

 private:
  void ReadBody(TokenCursor cursor, const Token& where);
  // What stands behind the columns: options, comments, more columns.
  void ReadTail(TokenCursor cursor);
  // One thing of the tail. False when what comes is nothing that is known.
  bool ReadTailPart(TokenCursor* cursor);
  void ReadPartitionColumns(TokenCursor group);
  void ReadSelectedColumns(TokenCursor cursor);
  void CopyColumns(const std::vector<std::string>& from, const Token& where, bool keys);
  void Keep(const Token& where, bool if_not_exists);

  const StatementContext& context_;
  KnownSchema& known_;
  schema::Table table_;
  bool partition_ = false;
};

}  // namespace datagen::ddl
