// Reads the definition of a table: columns, keys, checks, in whatever order and dialect.
//
// Tolerant: an option that nobody knows costs a note, never the column or the table.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/dialects/dialect.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// What definitions may refer to: CREATE TYPE and CREATE DOMAIN seen so far, by small name.
struct UserType {
  schema::DataType type;
  bool not_null = false;
  std::optional<std::string> default_to;
  std::vector<schema::Check> checks;  // over the column VALUE
};
using UserTypes = std::map<std::string, UserType>;

// The parts of a dotted name, which the cursor stands at. Empty where there is none.
std::vector<std::string> ReadName(TokenCursor* cursor);

// "schema.table"
std::string Dotted(const std::vector<std::string>& parts);

class TableReader {
 public:
  // `place_of` gives the place of a token. Lifetime: all must outlive the reader.
  struct Context {
    const dialects::Dialect& dialect;
    const UserTypes& user_types;
    std::string_view source;
    std::function<schema::Place(const Token&)> place_of;
    std::vector<schema::Note>* notes;
  };

  TableReader(Context context, schema::Table* table)
      : context_(std::move(context)), table_(*table) {}

  // One item of the list in CREATE TABLE (…) or behind ALTER TABLE … ADD.
  void ReadItem(TokenCursor item);
  // A column alone; `replace`: ALTER … MODIFY.
  void ReadColumn(TokenCursor item, bool replace);
  // A constraint of the table, CONSTRAINT name and what follows. False when it is none.
  bool ReadConstraint(TokenCursor item);
  // A table that LIKE names inside of the parentheses.
  struct Like {
    std::vector<std::string> name;
    bool keys = false;  // INCLUDING ALL, INCLUDING INDEXES
  };
  [[nodiscard]] const std::vector<Like>& like() const { return like_; }
  // The columns in a list; `plain` is false when there are expressions: then all names in them too.
  [[nodiscard]] static std::vector<std::string> ReadColumnNames(TokenCursor group, bool* plain);

 private:
  bool ReadKey(TokenCursor* item, const std::string& name);
  void ReadAttributes(TokenCursor* item, schema::Column* column);
  bool ReadAttribute(TokenCursor* item, schema::Column* column, std::string* constraint);
  void ReadDefault(TokenCursor* item, schema::Column* column);
  void ReadGenerated(TokenCursor* item, schema::Column* column);
  void ReadReferences(TokenCursor* item, schema::ForeignKey key);
  void ReadCheck(TokenCursor* item, const std::string& name);
  void ApplyUserType(schema::Column* column);
  void Note(schema::Note::Kind kind, const Token& token, const std::string& message);

  Context context_;
  schema::Table& table_;
  std::vector<Like> like_;
};

}  // namespace datagen::ddl
