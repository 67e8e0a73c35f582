#include "proof/validate/exact_sql.h"

#include <fmt/format.h>

#include "foundation/base/decimal.h"

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
    constexpr int kExactPower = 22;  // the greatest power of ten that is a double
    const std::string most = scale <= kExactPower ? "9007199254740992" : "-1";
    // The list binds the value to a name, so that its SQL stands here once.
    return fmt::format(
        "[CASE WHEN abs(x) <= {0} THEN CAST(x AS DOUBLE) / 1e{1} ELSE CAST(CAST(x AS VARCHAR) || "
        "'e-{1}' AS DOUBLE) END for x in [{2}]][1]",
        most, scale, sql);
  };
  if (value.kind == SqlValue::Kind::kExact) return as_double(value.sql, value.scale);
  if (value.kind == SqlValue::Kind::kRatio) {
    return fmt::format("({} / nullif({}, 0))", as_double(value.sql, value.scale),
                       as_double(value.denominator, value.denominator_scale));
  }
  return fmt::format("CAST({} AS DOUBLE)", value.sql);
}

std::string HalfEvenSql(const std::string& real) {
  // DuckDB's round_even rounds halves beyond 2^51 away from zero.
  return fmt::format(
      "[CAST(floor(p) AS HUGEINT) + CASE WHEN p - floor(p) > 0.5 OR (p - floor(p) = 0.5 AND "
      "CAST(floor(p) AS HUGEINT) % 2 <> 0) THEN 1 ELSE 0 END for p in [{}]][1]",
      real);
}

std::string UnitsOfDoubleSql(const std::string& value, int scale) {
  // |x| = m / 2^(53 - e) with a whole m below 2^54 and e by the logarithm, which may be one off. So
  // the units are m * 5^s / 2^t with t = 53 - e - s. The product can have 142 bits: m is cut in
  // halves of 27, a * 2^27 + b of them.
  constexpr const char* kForm =
      "[CASE WHEN x IS NULL OR abs(x * 1e{0}) >= 1.01e38 THEN NULL WHEN abs(x * 1e{0}) < "
      "9007199254740992 THEN {4} ELSE CAST(sign(x) AS "
      "HUGEINT) * [[[CASE WHEN t <= 0 THEN m * {1} * CAST(pow(2, -t) AS HUGEINT) WHEN t < 27 THEN "
      "a * CAST(pow(2, 27 - t) AS HUGEINT) + {2} ELSE {3} END for a in [(m // 134217728) * "
      "{1}]][1] "
      "for m in [CAST(abs(x) * pow(2, 53 - e) AS HUGEINT)]][1] for t in [53 - e - {0}]][1] END "
      "for e in [CAST(floor(log2(nullif(abs(x), 0))) AS INTEGER)]][1]";
  std::string power = "1";
  // 5^scale has at most 27 digits.
  base::Int128 five = 1;
  for (int k = 0; k < scale; ++k) five *= 5;
  power = fmt::format("CAST({} AS HUGEINT)", base::FormatDecimal(five, 0));
  const std::string low = fmt::format("((m % 134217728) * {})", power);
  const std::string divisor = "CAST(pow(2, t) AS HUGEINT)";
  const std::string small = DivideHalfEvenSql(low, divisor);
  const std::string rest_bits = "CAST(pow(2, t - 27) AS HUGEINT)";
  const std::string upper = fmt::format("(a + {} // 134217728)", low);
  const std::string rest =
      fmt::format("(({} % {}) * 134217728 + {} % 134217728)", upper, rest_bits, low);
  const std::string large = fmt::format(
      "({0} // {1} + CASE WHEN 2 * {2} > {3} OR (2 * {2} = {3} AND ({0} // {1}) % 2 = 1) THEN 1 "
      "ELSE 0 END)",
      upper, rest_bits, rest, divisor);
  return fmt::format("[{} for x in [{}]][1]",
                     fmt::format(fmt::runtime(kForm), scale, power, small, large,
                                 HalfEvenSql(fmt::format("(x * 1e{})", scale))),
                     value);
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
