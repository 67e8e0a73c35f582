// Reads what stands behind a column's type: NOT NULL, DEFAULT, keys, IDENTITY, comments, options of
// all dialects, in any order.
//
// Tolerant: an option that nobody knows costs a note, never the column.
#pragma once

#include <string>

#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// Whether an attribute starts here, so that a default, or a type, ends before it.
bool StartsAttribute(const TokenCursor& cursor);

// Lifetime: all must outlive the reader.
class AttributeReader {
 public:
  // Keys and checks go to the table; the column need not be in it yet.
  AttributeReader(TokenCursor* cursor, const StatementContext& context, schema::Column* column,
                  schema::Table* table)
      : cursor_(*cursor), context_(context), column_(*column), table_(*table) {}

  // To the end of the cursor.
  void Read();

 private:
  bool ReadOne();
  // Each reads one attribute when it is its own, and says whether it was.
  bool ReadNull();
  bool ReadConstraintName();
  bool ReadDefault();
  bool ReadPrimaryKey();
  bool ReadUnique();
  bool ReadReference();
  bool ReadColumnCheck();
  bool ReadGenerated();
  bool ReadIdentity();
  bool ReadComment();
  bool ReadDescription();
  bool ReadOnEvent();
  bool ReadSetting();
  bool ReadPosition();
  bool ReadFlag();
  bool ReadPolicy();

  void ReadDefaultValue();
  void SetIdentity(bool always);
  void TakeGroupIfAny();

  TokenCursor& cursor_;
  const StatementContext& context_;
  schema::Column& column_;
  schema::Table& table_;
  std::string name_;       // that CONSTRAINT gave to what is read now
  std::string next_name_;  // and to what comes next
};

}  // namespace datagen::ddl
