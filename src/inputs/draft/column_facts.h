// What is known of the values of one column, gathered a comparison at a time.
//
// Each function narrows the facts, and returns whether they make the comparison hold; what it
// changed before it returned false is of no use.
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

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
  bool by_comment = false;  // the values or the pattern

  bool operator==(const ColumnFacts&) const = default;
};

// Those of the listed values that the facts admit.
std::vector<std::string> AdmittedValues(std::vector<std::string> values, const ColumnFacts& facts);
// Whether a text has at most so many characters.
bool FitsIn(const std::string& text, int64_t characters);
// Whether there may be a value, or a null, that the facts admit.
bool CanHold(const ColumnFacts& facts);

// Signs are SQL's: "=", "<>", "<", "<=", ">", ">=".
// One of the values, or none of them.
bool KeepToValues(std::vector<std::string> values, bool negated, ColumnFacts* facts);
bool KeepLength(const std::string& sign, double number, ColumnFacts* facts);
bool KeepTimeBound(const std::string& sign, const std::string& text, ColumnFacts* facts);
bool KeepBound(const std::string& sign, double bound, ColumnFacts* facts);

}  // namespace datagen::draft
