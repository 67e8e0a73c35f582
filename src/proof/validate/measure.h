// What a check asks of a table's rows: always as SQL, and as data too where it is so plain that a
// loop can answer it. Small tables are answered by such loops (tally.h): planning a statement
// takes DuckDB longer than some thousand rows take either.
//
// Both ways must give the same: what data can't say as SQL does is said in SQL alone.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "functions/kernel/value_type.h"

namespace datagen::validate {

// A condition of a row that breaks a claim.
struct Never {};
struct NullIn {
  std::string column;
};
struct LostIn {  // there is no value, though one was given
  std::string column;
  std::string given;
};
struct OutsideUnits {  // numbers by their smallest units, days, microseconds
  std::string column;
  std::optional<int64_t> least;
  std::optional<int64_t> most;
};
struct OutsideReals {
  std::string column;
  std::optional<double> least;
  std::optional<double> most;
};
struct LengthOutside {  // by characters
  std::string column;
  int64_t least = 0;
  int64_t most = 0;
};
struct NotAmongTexts {
  std::string column;
  std::vector<std::string> texts;
};
struct NotAmongUnits {
  std::string column;
  std::vector<int64_t> units;
};
struct StrayBlanks {  // at an end of a text; only where all texts are ASCII
  std::string column;
  int64_t cut_at = 0;  // a text of so many characters was maybe cut behind a blank; 0: none was
};
using RowTest = std::variant<std::monostate, Never, NullIn, LostIn, OutsideUnits, OutsideReals,
                             LengthOutside, NotAmongTexts, NotAmongUnits, StrayBlanks>;

// A condition in SQL, and as data: monostate where it can't be said.
struct Condition {
  Condition(std::string condition, RowTest same = {})  // NOLINT(google-explicit-constructor)
      : sql(std::move(condition)), test(std::move(same)) {}
  std::string sql;
  RowTest test;
};

// Figures, with the values that they give.
struct GivenCount {  // how many rows have a value
  std::string column;
};
struct Extremes {  // how many values, the least, the greatest; null both where there is no order
  std::string column;
  bool ordered = true;
};
struct Variety {  // how many values, whether the least is not the greatest
  std::string column;
};
struct UpTo {  // how many values, and of these up to each cut; cuts ascend
  std::string column;
  std::vector<double> cuts;
};
struct BrokenCount {  // how many rows
  RowTest test;
};
using Measure = std::variant<std::monostate, GivenCount, Extremes, Variety, UpTo, BrokenCount>;

// What SQL gives, as text; nullopt: null.
using Values = std::vector<std::optional<std::string>>;

// One or more SQL aggregates over a table's view, and the same as data.
struct Figure {
  Figure(std::string aggregate)  // NOLINT(google-explicit-constructor)
      : sql{std::move(aggregate)} {}
  Figure(std::vector<std::string> aggregates, Measure same)
      : sql(std::move(aggregates)), measure(std::move(same)) {}
  std::vector<std::string> sql;
  Measure measure;  // monostate: SQL alone
};

// A limit as SQL compares numbers of the type with it, in their smallest units; nullopt where it
// is not exactly such a number, or beyond the type.
std::optional<int64_t> UnitsOf(const kernel::ValueType& type, double limit);
// The units as a literal of SQL.
std::string UnitsLiteral(const kernel::ValueType& type, int64_t units);

// "column" below the least or above the most value, for numbers; both nullopt: never.
Condition OutsideCondition(const kernel::ValueType& type, const std::string& column,
                           std::optional<int64_t> least, std::optional<int64_t> most);

}  // namespace datagen::validate
