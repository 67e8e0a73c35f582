// Values of expressions as SQL, so that DuckDB computes them exactly.
//
// An integer or decimal is a HUGEINT of its units (12.30 is 1230 with scale 2), so + - * and
// roundings are those of whole numbers; a quotient is a pair of them until it is rounded. An
// overflow of 128 bits is an error of the row, which TRY makes null.
//
// Thread-safety: values and pure functions.
#pragma once

#include <string>
#include <utility>

#include "functions/kernel/value_type.h"

namespace datagen::validate {

struct SqlValue {
  enum class Kind { kExact, kRatio, kFloat, kBool, kText, kDate, kTime, kDatetime, kNull };
  Kind kind = Kind::kNull;
  std::string sql = "NULL";
  int scale = 0;            // of kExact, and of the numerator of kRatio
  std::string denominator;  // of kRatio
  int denominator_scale = 0;
  bool is_double = false;  // of kExact: it came of a quotient, so it has no text of its own

  [[nodiscard]] bool is_number() const {
    return kind == Kind::kExact || kind == Kind::kRatio || kind == Kind::kFloat;
  }
};

SqlValue ExactSql(std::string sql, int scale);
SqlValue SqlOf(SqlValue::Kind kind, std::string sql);

// 10^exponent as an SQL number. Requires: 0 <= exponent <= 38.
std::string PowerText(int exponent);
// The same units at a larger scale.
std::string AtScale(const SqlValue& exact, int scale);
// value / divisor of whole numbers, rounded half to even, or down.
std::string DivideHalfEvenSql(const std::string& value, const std::string& divisor);
std::string DivideDownSql(const std::string& value, const std::string& divisor);
// The units at that scale, rounded half to even. Requires: kExact or kRatio.
std::string RoundedSql(const SqlValue& value, int scale);

// Rounded once, where a whole number and its power of ten are doubles by a division, else by the
// digits.
std::string AsDouble(const SqlValue& value);
// A double rounded to a whole HUGEINT, half to even. Requires: below 2^127.
std::string HalfEvenSql(const std::string& real);
// The units at that scale of a double: below 2^53 its rounded product with the power of ten, beyond
// that the exact one, half to even. Null beyond 1.01e38 units.
std::string UnitsOfDoubleSql(const std::string& value, int scale);
// The pair that a number stands for: of an exact one the denominator is 1.
SqlValue AsRatio(const SqlValue& value);

// Whether both are numbers of which none is a double.
bool BothExact(const SqlValue& a, const SqlValue& b);

}  // namespace datagen::validate
