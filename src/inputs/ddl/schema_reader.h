// Reads SQL scripts of any dialect into a schema: what CREATE, ALTER, COMMENT and their kin say.
//
// Tolerant by design: a strict grammar loses a table for one option that it does not know; here
// the option is skipped and noted. Nothing is left out silently.
// Memory does not grow with the rows that a script holds. Thread-safety: one thread.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "inputs/ddl/script_text.h"
#include "inputs/ddl/statement_reader.h"
#include "inputs/ddl/table_reader.h"

namespace datagen::ddl {

class SchemaReader {
 public:
  // `dialect`: one that can be read; nullptr to recognise it by the beginning of the first script.
  explicit SchemaReader(const dialects::Dialect* dialect) : dialect_(dialect) {}

  // Reads one script behind those before. `name` stands for it in notes. Errors: environment, when
  // it can't be read.
  base::Status ReadScript(const std::string& name, ReadBytes read);
  // Resolves references. The reader is empty afterwards.
  schema::Schema Finish();

 private:
  void ReadStatement(const Statement& statement);
  void ReadCreate(TokenCursor cursor);
  void ReadCreateTable(TokenCursor cursor, bool temporary);
  static void SkipOptions(TokenCursor* cursor);
  void ReadTableTail(TokenCursor cursor, schema::Table* table, bool* partition);
  void ReadSelectedColumns(TokenCursor cursor, schema::Table* table);
  void ReadCreateType(TokenCursor cursor);
  void ReadCreateDomain(TokenCursor cursor);
  void ReadCreateIndex(TokenCursor cursor, bool unique);
  void ReadAlterTable(TokenCursor cursor);
  void ReadAlterAction(TokenCursor action, size_t table);
  void ReadAdd(TokenCursor action, schema::Table* table);
  void ReadAlterColumn(TokenCursor action, schema::Table* table);
  void ReadDrop(TokenCursor action, schema::Table* table);
  void ReadRename(TokenCursor action, schema::Table* table);
  void RenameColumn(schema::Table* table, schema::Column* column, const std::string& to);
  void ReadComment(TokenCursor cursor);
  void ReadExecute(TokenCursor cursor);
  void CopyColumns(const std::vector<std::string>& from, schema::Table* table, const Token& where,
                   bool keys);
  void Resolve(schema::Schema* schema);
  void ResolveKey(const schema::Schema& schema, const schema::Table& table, schema::ForeignKey* key,
                  bool* drop);

  TableReader::Context Context();
  schema::Place PlaceOf(const Token& token) const;
  void Note(schema::Note::Kind kind, const Token& token, const std::string& message);
  // The index of a table, or -1 after a warning.
  int FindTable(const std::vector<std::string>& parts, const Token& where);

  const dialects::Dialect* dialect_;
  schema::Schema schema_;
  UserTypes user_types_;
  std::set<std::string> left_out_;  // full names of partitions and temporary tables
  std::string file_;
  const Statement* statement_ = nullptr;
};

}  // namespace datagen::ddl
