// A relational schema: what a database knows of its tables, whoever told it (a script, a
// catalogue). Front ends fill it; `draft` makes a spec of it.
//
// Names stand as the database keeps them, without quotes. Keys and references name columns that
// exist; a reference's columns and target columns are equally many.
// Thread-safety: a value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/schema/condition.h"
#include "data/schema/table_names.h"
#include "datagen/diagnostic.h"
#include "foundation/base/diagnostic_code.h"

namespace datagen::schema {

// Where something stands in a source. Lines and columns are 1-based, columns in characters.
struct Place {
  std::string file;
  int64_t line = 0;
  int64_t column = 0;
};

// What a reader has to say about a place: a mistake, something that it only half understood, or
// something that it left out on purpose.
struct Note {
  base::DiagnosticCode code;
  Severity severity = Severity::kWarning;
  Place place;
  std::string message;
  std::string excerpt;  // the text that is meant, cut
  int64_t count = 1;    // how many places; this is the first
  std::string hint;
};

enum class TypeFamily {
  kInteger,
  kDecimal,
  kFloat,
  kBool,
  kText,
  kDate,
  kTime,
  kDatetime,
  kYear,
  kInterval,
  kUuid,
  kBinary,
  kBits,  // bit strings of PostgreSQL
  kJson,
  kXml,
  kEnum,
  kSet,      // MySQL: a text of listed values with commas between them
  kNetwork,  // inet, cidr, macaddr
  kGeometry,
  kArray,
  kRowVersion,  // a counter that the database writes
  kOther
};

struct DataType {
  TypeFamily family = TypeFamily::kOther;
  std::string name;  // in small letters, without arguments: "character varying"
  std::string text;  // as it is written: "VARCHAR2(40 CHAR)"
  int bits = 0;      // of integers, floats
  bool is_unsigned = false;
  bool fixed_length = false;
  bool with_zone = false;
  std::optional<int64_t> length;  // characters, bytes or bits
  std::optional<int> precision;   // digits; of times: digits of a second
  std::optional<int> scale;
  std::vector<std::string> values;          // of enums and sets
  std::shared_ptr<const DataType> element;  // of arrays
};

struct Column {
  std::string name;
  DataType type;
  bool nullable = true;
  bool identity = false;                      // numbered by the database where nothing is given
  bool identity_always = false;               // the database refuses given numbers
  std::optional<std::string> default_to;      // as written
  std::optional<std::string> generated;       // the expression of a computed column
  std::shared_ptr<const Condition> computed;  // the same, read; nullptr where it was not understood
  std::string comment;
  Place place;
};

struct Key {
  std::string name;
  std::vector<std::string> columns;
  bool over_expression = false;  // the database keeps lower(name) or the like unique
};

struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  std::string target;  // Table::full_name
  std::vector<std::string> target_columns;
  std::string on_delete;  // "cascade", "set null", …; "" when nothing is said
  std::string on_update;
  Place place;
};

struct Check {
  std::string name;
  std::string text;                            // as written, without the outer parentheses
  std::shared_ptr<const Condition> condition;  // nullptr where it was not understood
  Place place;
};

struct Table {
  std::string full_name;  // with its schema, dots between: "sales.orders"
  std::vector<std::string> name_parts;
  std::vector<Column> columns;
  std::vector<std::string> primary_key;
  std::vector<Key> unique_keys;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  std::string comment;
  Place place;

  [[nodiscard]] const std::string& name() const { return name_parts.back(); }
  // Ignoring case; nullptr when there is none. Columns may be added at any time.
  [[nodiscard]] const Column* FindColumn(const std::string& column) const;
  [[nodiscard]] Column* FindColumn(const std::string& column);
  // Requires: called after columns were renamed or removed.
  void ForgetNames();

 private:
  // Of the columns that FindColumn has met so far, by their names in small letters.
  mutable std::unordered_map<std::string, std::vector<size_t>> places_;
  mutable size_t named_ = 0;
};

// Tables are added and renamed by its functions alone: they are found by their names.
class Schema {
 public:
  std::string dialect;        // the id of a dialect
  std::vector<Table> tables;  // their columns and keys may be changed
  std::vector<Note> notes;    // in the order in which they were found

  // By full name or, when that is the only one, by the end of it; ignoring case.
  [[nodiscard]] const Table* Find(const std::vector<std::string>& name_parts) const;
  // By full name, as it is written.
  [[nodiscard]] const Table* Find(const std::string& full_name) const;
  // By full name, ignoring case.
  [[nodiscard]] const Table* FindLike(const std::string& full_name) const;
  // Of a table that it holds.
  [[nodiscard]] int IndexOf(const Table& table) const;

  void Add(Table table);
  // Puts a table in the place of the one at the index.
  void Replace(int index, Table table);
  void Rename(int index, std::vector<std::string> name_parts);
  // The table stays, but its name finds it no more.
  void Unname(int index);
  void Remove(const std::set<int>& indexes);

 private:
  TableNames names_;
};

// Small letters of ASCII.
std::string Lower(std::string text);
bool SameName(const std::string& a, const std::string& b);
// "schema.table", and back.
std::string Dotted(const std::vector<std::string>& parts);
std::vector<std::string> NameParts(const std::string& dotted);

}  // namespace datagen::schema
