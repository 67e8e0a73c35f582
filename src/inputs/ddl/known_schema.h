// What scripts have said so far.
//
// Thread-safety: a value.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
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
  // Tables with a key that names a target, by the end of its name in small letters; some may have
  // lost it.
  std::unordered_map<std::string, std::set<int>> referring;

  // nullptr when there is none.
  schema::Table* Find(const std::vector<std::string>& parts);
  // nullptr after a warning.
  schema::Table* FindToChange(const std::vector<std::string>& parts, const Token& where,
                              const StatementContext& context);
  // A partition or a temporary table: changes to it are passed over in silence.
  void LeaveOut(const std::vector<std::string>& parts);
  // The table becomes a partition of another: nothing finds it any more.
  void Attach(const schema::Table& table);
  // The table has these keys from `first` on: a rename finds them. Requires: the schema has it.
  void NoteReferences(const schema::Table& table, size_t first = 0);
};

// The table, its keys and the references to it get the new name.
void RenameColumn(KnownSchema* known, schema::Table* table, schema::Column* column,
                  const std::string& to);
// A name without a schema leaves the table in its own.
void RenameTable(KnownSchema* known, schema::Table* table, std::vector<std::string> to);
// And the keys that it is part of.
void DropColumn(schema::Table* table, const schema::Column& column);

}  // namespace datagen::ddl
