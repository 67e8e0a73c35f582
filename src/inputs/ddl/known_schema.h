// What scripts have said so far.
//
// Thread-safety: a value.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "data/schema/schema.h"
#include "inputs/ddl/statement_context.h"
#include "inputs/ddl/user_type.h"

namespace datagen::ddl {

struct KnownSchema {
  schema::Schema schema;
  UserTypes user_types;
  std::set<std::string> left_out;  // partitions and temporary tables: full names in small letters
  std::set<int> attached;          // tables that became partitions later

  // nullptr when there is none.
  schema::Table* Find(const std::vector<std::string>& parts);
  // nullptr after a warning.
  schema::Table* FindToChange(const std::vector<std::string>& parts, const Token& where,
                              const StatementContext& context);
  // A partition or a temporary table: changes to it are passed over in silence.
  void LeaveOut(const std::vector<std::string>& parts);
  // The table becomes a partition of another: nothing finds it any more.
  void Attach(const schema::Table& table);
};

// The table, its keys and the references to it get the new name.
void RenameColumn(KnownSchema* known, schema::Table* table, schema::Column* column,
                  const std::string& to);
// A name without a schema leaves the table in its own.
void RenameTable(KnownSchema* known, schema::Table* table, std::vector<std::string> to);
// And the keys that it is part of.
void DropColumn(schema::Table* table, const schema::Column& column);

}  // namespace datagen::ddl
