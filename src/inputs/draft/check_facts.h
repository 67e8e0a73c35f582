// What the CHECKs of a table say about its columns, in a form that generators can keep by
// construction.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "data/schema/schema.h"
#include "inputs/draft/column_facts.h"

namespace datagen::draft {

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
