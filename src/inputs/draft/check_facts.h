// What the CHECKs of a table say about its columns, in a form that generators can keep by
// construction.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::draft {

// Limits of one column. Numbers stand as written, so that decimals stay exact.
struct ColumnFacts {
  std::optional<double> low;
  std::optional<double> high;
  bool low_excluded = false;            // > low
  bool high_excluded = false;           // < high
  std::optional<std::string> earliest;  // of dates and times, as written
  std::optional<std::string> latest;
  std::optional<std::vector<std::string>> values;  // the only ones
  std::set<std::string> excluded;
  std::optional<std::string> pattern;  // a regular expression, whole text
  std::optional<std::string> like;     // what `pattern` was made of, when it was a LIKE
  std::optional<int64_t> length_min;
  std::optional<int64_t> length_max;
  bool not_null = false;
  bool always_null = false;
  bool upper = false;
  bool lower = false;
};

// `low` comes before `high` (or is equal, unless strict).
struct ColumnOrder {
  std::string low;
  std::string high;
  bool strict = false;
};

struct ColumnFormula {
  std::string column;
  std::string code;             // in the language's expressions
  std::string code_in_doubles;  // the same, every column as a double
  bool is_arithmetic = false;   // not a column alone
};

struct CheckFacts {
  std::map<std::string, ColumnFacts> columns;  // by Column::name
  std::vector<ColumnOrder> orders;
  std::vector<ColumnFormula> formulas;
  std::vector<ColumnOrder> differences;      // the two are never equal; `strict` says nothing
  std::vector<const schema::Check*> unkept;  // not understood well enough to be kept
};

CheckFacts InterpretChecks(const schema::Table& table);

}  // namespace datagen::draft
