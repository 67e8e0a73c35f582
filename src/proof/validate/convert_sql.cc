#include <fmt/format.h>

#include <algorithm>

#include "data/query/sql_text.h"
#include "foundation/base/calendar.h"
#include "proof/validate/function_sql.h"

namespace datagen::validate {
namespace {

using kernel::TypeKind;
using kernel::ValueType;
using Kind = SqlValue::Kind;

bool IsTemporal(Kind kind) {
  return kind == Kind::kDate || kind == Kind::kTime || kind == Kind::kDatetime;
}

Kind KindOf(const ValueType& type) {
  if (type.kind == TypeKind::kDate) return Kind::kDate;
  if (type.kind == TypeKind::kTime) return Kind::kTime;
  return Kind::kDatetime;
}

std::string TypeName(Kind kind) {
  if (kind == Kind::kDate) return "DATE";
  return kind == Kind::kTime ? "TIME" : "TIMESTAMP";
}

// A text that spells a point in time, without an offset; null for every other.
SqlValue PointOf(const std::string& text, Kind kind) {
  static constexpr const char* kDay = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  static constexpr const char* kClock = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?";
  const std::string form = kind == Kind::kDate   ? kDay
                           : kind == Kind::kTime ? kClock
                                                 : fmt::format("{}([T ]{}Z?)?", kDay, kClock);
  // DuckDB reads no time without seconds.
  const std::string whole = fmt::format(
      "regexp_replace(rtrim({}, 'Z'), '((^|[T ])[0-9]{{2}}:[0-9]{{2}})$', '\\1:00')", text);
  const std::string read = kind == Kind::kDate ? text : whole;
  return SqlOf(
      kind, fmt::format("(CASE WHEN regexp_full_match({0}, '{1}') AND {0} >= "
                        "{2} THEN TRY_CAST({3} AS {4}) END)",
                        text, form, kind == Kind::kTime ? "'0'" : "'0001'", read, TypeName(kind)));
}

// Kept within the limits of the type, as the engine does.
std::string Within(const std::string& units, const ValueType& type) {
  std::string high = "9" + std::string(static_cast<size_t>(std::max(type.precision - 1, 0)), '9');
  std::string low = "-" + high;
  if (type.kind == TypeKind::kInt) {
    high = std::to_string(type.int_max());
    low = std::to_string(type.int_min());
  }
  return fmt::format(
      "(CASE WHEN ({0}) IS NOT NULL THEN least(greatest({0}, CAST({1} AS HUGEINT)), "
      "CAST({2} AS HUGEINT)) END)",
      units, low, high);
}

std::optional<SqlValue> ToNumber(const SqlValue& value, const ValueType& type, std::string* why) {
  if (type.kind == TypeKind::kFloat) {
    if (type.bits == 32) {
      *why = "it casts to float32, whose last digits are the engine's";
      return std::nullopt;
    }
    if (value.kind != Kind::kText) return SqlOf(Kind::kFloat, AsDouble(value));
    return SqlOf(Kind::kFloat,
                 fmt::format("(CASE WHEN regexp_full_match({0}, "
                             "'[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?') THEN "
                             "TRY_CAST({0} AS DOUBLE) END)",
                             value.sql));
  }
  const int scale = type.kind == TypeKind::kDecimal ? type.scale : 0;
  if (value.kind == Kind::kExact || value.kind == Kind::kRatio) {
    return ExactSql(Within(RoundedSql(value, scale), type), scale);
  }
  if (value.kind == Kind::kBool) {
    return ExactSql(Within(fmt::format("(CAST(CAST({} AS INTEGER) AS HUGEINT) * {})", value.sql,
                                       PowerText(scale)),
                           type),
                    scale);
  }
  if (value.kind == Kind::kFloat) {
    // What is beyond all decimals is the nearest that the type holds.
    return ExactSql(
        fmt::format("[coalesce({}, CASE WHEN x > 0 THEN {} WHEN x < 0 THEN {} END) for x in "
                    "[{}]][1]",
                    Within(UnitsOfDoubleSql("x", scale), type),
                    Within("CAST(" + PowerText(38) + " AS HUGEINT)", type),
                    Within("CAST(-" + PowerText(38) + " AS HUGEINT)", type), value.sql),
        scale);
  }
  if (value.kind != Kind::kText) {
    *why = "it casts what SQL can't";
    return std::nullopt;
  }
  // Texts of up to 18 digits on both sides of the point; longer ones give null here.
  constexpr int kReadScale = 18;
  const std::string read = fmt::format(
      "(CASE WHEN regexp_full_match({0}, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?') "
      "AND NOT "
      "regexp_matches({0}, '[.][0-9]{{19}}') THEN "
      "CAST(replace(CAST(TRY_CAST({0} AS DECIMAL(38, 18)) AS VARCHAR), '.', '') AS HUGEINT) END)",
      value.sql);
  const std::string rounded = RoundedSql(ExactSql(read, kReadScale), scale);
  return ExactSql(fmt::format("(CASE WHEN {0} = {1} THEN {0} END)", rounded, Within(rounded, type)),
                  scale);
}

}  // namespace

std::optional<std::string> TextSql(const SqlValue& value, std::string* why) {
  const bool is_double = value.kind == Kind::kFloat || value.kind == Kind::kRatio;
  if (is_double || value.is_double) {
    *why = "it writes a double as text, whose digits are the engine's";
    return std::nullopt;
  }
  const std::string text = fmt::format("CAST({} AS VARCHAR)", value.sql);
  switch (value.kind) {
    case Kind::kText:
      return value.sql;
    case Kind::kExact: {
      if (value.scale == 0) return text;
      // The sign, the digits before the point, those behind it.
      return fmt::format(
          "((CASE WHEN {0} < 0 THEN '-' ELSE '' END) || CAST(abs({0}) // {1} AS VARCHAR) || '.' "
          "|| lpad(CAST(abs({0}) % {1} AS VARCHAR), {2}, '0'))",
          value.sql, PowerText(value.scale), value.scale);
    }
    case Kind::kTime:
    case Kind::kDatetime: {
      // Six digits where there is a fraction, as the engine writes them.
      const bool time = value.kind == Kind::kTime;
      const int whole = time ? 8 : 19;
      const std::string padded = fmt::format(
          "(CASE WHEN contains({0}, '.') THEN rpad({0}, {1}, '0') ELSE {0} END)", text, whole + 7);
      if (time) return padded;
      return fmt::format("(replace({}, ' ', 'T') || 'Z')", padded);
    }
    default:
      return text;
  }
}

bool UnifySql(std::vector<SqlValue>* values) {
  bool all_exact = true;
  bool any_ratio = false;
  bool any_number = false;
  bool any_double = false;
  int scale = 0;
  Kind point = Kind::kNull;
  for (const SqlValue& value : *values) {
    if (value.kind == Kind::kNull) continue;
    any_number |= value.is_number();
    all_exact &= value.kind == Kind::kExact || value.kind == Kind::kRatio;
    any_ratio |= value.kind == Kind::kRatio;
    any_double |= value.is_double;
    if (value.kind == Kind::kExact) scale = std::max(scale, value.scale);
    if (IsTemporal(value.kind)) {
      point = point == Kind::kNull || point == value.kind ? value.kind : Kind::kDatetime;
    }
  }
  for (SqlValue& value : *values) {
    if (value.kind == Kind::kNull) {
      if (any_number && all_exact) value = ExactSql("CAST(NULL AS HUGEINT)", scale);
      if (value.kind == Kind::kExact && any_ratio) value = AsRatio(value);
      continue;
    }
    if (any_number && !value.is_number()) return false;
    if (any_number && !all_exact) {
      value = SqlOf(Kind::kFloat, AsDouble(value));
    } else if (any_number && any_ratio) {
      value = AsRatio(value);
    } else if (any_number) {
      value.sql = AtScale(value, scale);
      value.scale = scale;
      value.is_double = any_double;
    } else if (point != Kind::kNull && value.kind == Kind::kText) {
      value = PointOf(value.sql, point);
    } else if (point != Kind::kNull && value.kind != point) {
      value = SqlOf(point, fmt::format("CAST({} AS {})", value.sql, TypeName(point)));
    }
  }
  return true;
}

SqlValue ChooseSql(const std::string& condition, const SqlValue& yes, const SqlValue& no) {
  const auto choose = [&](const std::string& a, const std::string& b) {
    return fmt::format("(CASE WHEN {} THEN {} ELSE {} END)", condition, a, b);
  };
  SqlValue made = yes.kind == Kind::kNull ? no : yes;
  if (made.kind == Kind::kRatio) {
    made.scale = std::max(yes.scale, no.scale);
    made.denominator_scale = std::max(yes.denominator_scale, no.denominator_scale);
    made.sql = choose(AtScale(yes, made.scale), AtScale(no, made.scale));
    made.denominator =
        choose(AtScale(ExactSql(yes.denominator, yes.denominator_scale), made.denominator_scale),
               AtScale(ExactSql(no.denominator, no.denominator_scale), made.denominator_scale));
  } else {
    made.sql = choose(yes.sql, no.sql);
  }
  return made;
}

std::optional<SqlValue> ConvertSql(const SqlValue& value, const ValueType& to, std::string* why) {
  if (to.is_numeric()) {
    if (value.kind == Kind::kNull) return ExactSql("CAST(NULL AS HUGEINT)", 0);
    return ToNumber(value, to, why);
  }
  if (to.is_temporal()) {
    const Kind kind = KindOf(to);
    if (value.kind == Kind::kText) return PointOf(value.sql, kind);
    return SqlOf(kind, fmt::format("CAST({} AS {})", value.sql, TypeName(kind)));
  }
  if (to.kind == TypeKind::kBool) {
    if (value.kind != Kind::kText) return SqlOf(Kind::kBool, value.sql);
    return SqlOf(
        Kind::kBool,
        fmt::format("(CASE {} WHEN 'true' THEN true WHEN 'false' THEN false END)", value.sql));
  }
  if (to.kind != TypeKind::kString && to.kind != TypeKind::kUuid) {
    *why = fmt::format("what {} holds is not computed here", to.Name());
    return std::nullopt;
  }
  const auto text = TextSql(value, why);
  if (!text) return std::nullopt;
  if (to.length_max > 0) {
    return SqlOf(Kind::kText, fmt::format("left({}, {})", *text, to.length_max));
  }
  return SqlOf(Kind::kText, *text);
}

}  // namespace datagen::validate
