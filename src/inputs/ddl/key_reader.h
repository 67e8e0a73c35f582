// Reads the constraints of a table: [CONSTRAINT name] PRIMARY KEY, UNIQUE, FOREIGN KEY, CHECK, and
// what stands among them and says nothing of data.
#pragma once

#include <string>

#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// Lifetime: all must outlive the reader.
class KeyReader {
 public:
  KeyReader(const StatementContext& context, schema::Table* table)
      : context_(context), table_(*table) {}

  // False when what comes is no constraint; then nothing was read.
  bool Read(TokenCursor item);

 private:
  // Each reads what is its own, and says whether it was.
  bool ReadPrimary();
  bool ReadUnique();
  bool ReadForeign();
  bool ReadTableCheck();
  bool ReadNotNull();
  bool ReadExclusion();
  bool ReadIndex();
  bool ReadAnyKind();
  // The words between the kind of a key and its columns: KEY name USING BTREE (…).
  std::string TakeNameBeforeGroup();

  const StatementContext& context_;
  schema::Table& table_;
  TokenCursor* item_ = nullptr;
  std::string name_;  // of CONSTRAINT
};

}  // namespace datagen::ddl
