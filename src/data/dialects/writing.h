// What a writer of SQL has to know of a dialect, as data and a few small functions. The defaults
// are standard SQL.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "functions/kernel/value_type.h"

namespace datagen::dialects {

// The type of a column for each type of the language.
struct ColumnTypes {
  std::string_view int16 = "SMALLINT";
  std::string_view int32 = "INTEGER";
  std::string_view int64 = "BIGINT";
  std::string_view float32 = "REAL";
  std::string_view float64 = "DOUBLE PRECISION";
  std::string_view boolean = "BOOLEAN";
  std::string_view time = "TIME";
  std::string_view datetime = "TIMESTAMP";
  std::string_view uuid = "UUID";
  std::string_view json = "JSON";
  std::string_view binary = "BLOB";
  std::string_view binary_in_key = "";  // "": as outside of keys
  std::string_view text = "TEXT";
  std::string_view text_in_key = "";        // "": as outside of keys
  std::string_view sized_text = "VARCHAR";  // "": there is none, texts have no limit
  std::string_view array = "TEXT";          // "": its element's type and []
};

// How values stand in INSERT.
struct Literals {
  std::string_view text_before = "'";
  std::string_view quote_in_text = "''";
  bool doubled_backslashes = false;
  bool typed_times = false;  // DATE '…', TIMESTAMP '…'
  std::string_view yes = "TRUE";
  std::string_view no = "FALSE";
  std::string_view bytes_before = "X'";
  std::string_view bytes_after = "'";
};

struct Writing;
using TableNames = std::vector<std::string>;  // as they are called in the database

// A script of rows: its head, the tables, a COPY or INSERTs for each, its tail; one transaction
// where the dialect has those.
struct ScriptForm {
  std::string_view begin = "BEGIN;\n";
  std::string_view end = "COMMIT;\n";
  bool copies_rows = false;       // COPY … FROM stdin and lines, in place of INSERTs
  int64_t insert_rows_max = 500;  // of one INSERT
  Literals literals;
  // Puts off the references of tables that refer to tables loaded after them, and checks them in
  // the end. The standard has no words for it: then people are told.
  std::string (*put_off)(const TableNames& tables, const Writing& writing) = nullptr;
  std::string (*check_now)(const TableNames& tables, const Writing& writing) = nullptr;
};

// Where a reference to a table that is created later is said.
enum class LaterReference {
  kAfterwards,  // by ALTER TABLE … ADD, when all tables are there
  kInPlace,     // the dialect lets tables name what is not there yet
  kNowhere      // there is no way
};

struct Writing {
  char name_open = '"';  // doubled inside of names, if it is the same as:
  char name_close = '"';
  ColumnTypes types;
  LaterReference later_reference = LaterReference::kAfterwards;
  bool holds_trees = true;           // a table may refer to itself
  std::optional<ScriptForm> script;  // absent: there are no scripts for it
};

// A name in quotes. `name` is one part of a dotted name.
std::string QuotedName(const std::string& name, const Writing& writing);
// "schema.table", part by part.
std::string QuotedPath(const std::string& dotted, const Writing& writing);
// Names in parentheses, quoted.
std::string QuotedList(const std::vector<std::string>& names, const Writing& writing);
// The type of a column; `in_key`: of a primary or unique key, or one that is referred to.
std::string ColumnType(const kernel::ValueType& type, const Writing& writing, bool in_key);

}  // namespace datagen::dialects
