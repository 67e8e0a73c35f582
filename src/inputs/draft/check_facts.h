// What the CHECKs of a table say about its columns, in a form that generators can keep by
// construction.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/schema/schema.h"
#include "inputs/draft/column_facts.h"

namespace datagen::draft {

// `low` comes before `high` (or is equal, unless strict), by so many seconds of times, else
// numbers.
struct ColumnOrder {
  std::string low;
  std::string high;
  bool strict = false;
  std::optional<double> least = {};
  std::optional<double> most = {};
};

struct ColumnFormula {
  std::string column;
  std::string code;             // in the language's expressions
  std::string code_in_doubles;  // the same, every column as a double
  bool is_arithmetic = false;   // not a column alone
};

// What columns keep to in some rows: by the value of a listed column, or by a condition.
struct CaseSplit {
  struct Case {
    schema::Condition value;  // a constant: of the column, or of the condition
    std::map<std::string, ColumnFacts>
        columns;  // those that depend on it; all that is known of them
  };
  schema::Condition on;  // a column, or a condition
  std::vector<Case> cases;
  const schema::Check* check = nullptr;  // the first that speaks of it

  // Whether it says something of the column's values, not of its nulls alone.
  [[nodiscard]] bool DecidesValues(const std::string& column) const;
  [[nodiscard]] bool Speaks(const std::string& column) const;
};

// Columns that are null only together as listed: true where a column is null.
struct NullPatterns {
  std::vector<std::string> columns;
  std::vector<std::vector<bool>> patterns;
  const schema::Check* check = nullptr;
};

struct CheckFacts {
  std::map<std::string, ColumnFacts> columns;  // by Column::name
  std::vector<ColumnOrder> orders;
  std::vector<ColumnFormula> formulas;
  std::vector<ColumnOrder> differences;  // the two are never equal; `strict` says nothing
  std::vector<CaseSplit> splits;
  std::vector<NullPatterns> null_patterns;
  std::vector<const schema::Check*> unkept;  // not understood well enough to be kept
};

CheckFacts InterpretChecks(const schema::Table& table);

}  // namespace datagen::draft
