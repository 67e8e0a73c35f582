// Reads the items of a table's definition: columns, keys, checks, in whatever order and dialect.
//
// Tolerant: what nobody knows costs a note, never the table.
#pragma once

#include <string>
#include <vector>

#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"
#include "inputs/ddl/user_type.h"

namespace datagen::ddl {

class TableReader {
 public:
  // Lifetime: all must outlive the reader.
  TableReader(const StatementContext& context, const UserTypes& user_types, schema::Table* table)
      : context_(context), user_types_(user_types), table_(*table) {}

  // One item of the list in CREATE TABLE (…) or behind ALTER TABLE … ADD.
  void ReadItem(TokenCursor item);
  // A column alone; `replace`: ALTER … MODIFY.
  void ReadColumn(TokenCursor item, bool replace);
  // A table that LIKE names inside of the parentheses.
  struct Like {
    std::vector<std::string> name;
    bool keys = false;  // INCLUDING ALL, INCLUDING INDEXES
  };
  [[nodiscard]] const std::vector<Like>& like() const { return like_; }

 private:
  void ReadLike(TokenCursor item);
  void ReadColumnType(TokenCursor* item, const Token& first, schema::Column* column);

  const StatementContext& context_;
  const UserTypes& user_types_;
  schema::Table& table_;
  std::vector<Like> like_;
};

}  // namespace datagen::ddl
