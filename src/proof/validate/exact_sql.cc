#include "proof/validate/exact_sql.h"

#include <fmt/format.h>

namespace datagen::validate {

SqlValue ExactSql(std::string sql, int scale) {
  return {.kind = SqlValue::Kind::kExact, .sql = std::move(sql), .scale = scale};
}

SqlValue SqlOf(SqlValue::Kind kind, std::string sql) {
  return {.kind = kind, .sql = std::move(sql)};
}

std::string PowerText(int exponent) {
  return "1" + std::string(static_cast<size_t>(exponent), '0');
}

std::string AtScale(const SqlValue& exact, int scale) {
  if (scale == exact.scale) return exact.sql;
  return fmt::format("({} * {})", exact.sql, PowerText(scale - exact.scale));
}

std::string DivideHalfEvenSql(const std::string& value, const std::string& divisor) {
  // The quotient is cut towards zero and the rest has the sign of the value.
  return fmt::format(
      "({0} // {1} + CASE WHEN abs({0} % {1}) > abs({1}) - abs({0} % {1}) OR "
      "(2 * abs({0} % {1}) = abs({1}) AND ({0} // {1}) % 2 <> 0) "
      "THEN CASE WHEN ({0} < 0) = ({1} < 0) THEN 1 ELSE -1 END ELSE 0 END)",
      value, divisor);
}

std::string DivideDownSql(const std::string& value, const std::string& divisor) {
  return fmt::format(
      "({0} // {1} - CASE WHEN {0} % {1} <> 0 AND (({0} % {1} < 0) <> ({1} < 0)) THEN 1 "
      "ELSE 0 END)",
      value, divisor);
}

std::string RoundedSql(const SqlValue& value, int scale) {
  if (value.kind == SqlValue::Kind::kRatio) {
    const int shift = scale + value.denominator_scale - value.scale;
    const std::string above =
        shift > 0 ? fmt::format("({} * {})", value.sql, PowerText(shift)) : value.sql;
    const std::string below = shift < 0
                                  ? fmt::format("({} * {})", value.denominator, PowerText(-shift))
                                  : value.denominator;
    return DivideHalfEvenSql(above, fmt::format("nullif({}, 0)", below));
  }
  if (scale >= value.scale) return AtScale(value, scale);
  return DivideHalfEvenSql(value.sql, PowerText(value.scale - scale));
}

std::string AsDouble(const SqlValue& value) {
  const auto as_double = [](const std::string& sql, int scale) {
    return scale == 0 ? fmt::format("CAST({} AS DOUBLE)", sql)
                      : fmt::format("(CAST({} AS DOUBLE) / 1e{})", sql, scale);
  };
  if (value.kind == SqlValue::Kind::kExact) return as_double(value.sql, value.scale);
  if (value.kind == SqlValue::Kind::kRatio) {
    return fmt::format("({} / nullif({}, 0))", as_double(value.sql, value.scale),
                       as_double(value.denominator, value.denominator_scale));
  }
  return fmt::format("CAST({} AS DOUBLE)", value.sql);
}

SqlValue AsRatio(const SqlValue& value) {
  SqlValue ratio = value;
  if (value.kind == SqlValue::Kind::kExact) {
    ratio.kind = SqlValue::Kind::kRatio;
    ratio.denominator = "CAST(1 AS HUGEINT)";
  }
  return ratio;
}

bool BothExact(const SqlValue& a, const SqlValue& b) {
  const auto exact = [](const SqlValue& value) {
    return value.kind == SqlValue::Kind::kExact || value.kind == SqlValue::Kind::kRatio;
  };
  return exact(a) && exact(b);
}

}  // namespace datagen::validate
