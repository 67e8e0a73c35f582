#include "proof/validate/time_sql.h"

#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "proof/validate/function_sql.h"

namespace datagen::validate {
namespace {

using Kind = SqlValue::Kind;
using Arguments = std::vector<SqlValue>;
using Result = std::optional<SqlValue>;

// Whole months from a to b for a <= b.
std::string Months(const std::string& a, const std::string& b) {
  return fmt::format(
      "((year({1}) - year({0})) * 12 + month({1}) - month({0}) - CASE WHEN day({1}) < day({0}) OR "
      "(day({1}) = day({0}) AND CAST({1} AS TIME) < CAST({0} AS TIME)) THEN 1 ELSE 0 END)",
      a, b);
}

// A text that stands where a point is wanted, or where a clock is.
SqlValue TextAsPoint(const std::string& name, SqlValue point) {
  const bool days = name == "date_trunc" || name == "add_days" || name == "add_months";
  const bool both = point.sql.size() > sizeof("'2024-01-31'");
  point.kind = both && point.sql.find('-') != std::string::npos ? Kind::kDatetime
               : days                                           ? Kind::kDate
                                                                : Kind::kTime;
  const char* type = point.kind == Kind::kDatetime ? "TIMESTAMP"
                     : point.kind == Kind::kDate   ? "DATE"
                                                   : "TIME";
  point.sql = fmt::format("CAST({} AS {})", point.sql, type);
  return point;
}

// `moved`, a moment, in the kind of `made`: kept within the calendar, null where `count` is.
SqlValue InCalendar(SqlValue made, const std::string& moved, const std::string& count) {
  const bool date = made.kind == Kind::kDate;
  const std::string kept = fmt::format("CAST({} AS {})", moved, date ? "DATE" : "TIMESTAMP");
  // least and greatest leave nulls out.
  made.sql = fmt::format(
      "(CASE WHEN ({0}) IS NOT NULL AND ({1}) IS NOT NULL THEN least(greatest({1}, {2}), {3}) END)",
      count, kept, date ? "DATE '0001-01-01'" : "TIMESTAMP '0001-01-01 00:00:00'",
      date ? "DATE '9999-12-31'" : "TIMESTAMP '9999-12-31 23:59:59.999999'");
  return made;
}

// So many of a unit as whole microseconds, a BIGINT of at most `most` of them to both sides.
Result Micros(const SqlValue& count, int64_t unit, int64_t most, std::string* why) {
  const auto within = [&](const std::string& sql, const std::string& limit) {
    return fmt::format("(CASE WHEN ({0}) IS NOT NULL THEN least(greatest({0}, -{1}), {1}) END)",
                       sql, limit);
  };
  if (count.kind != Kind::kExact) {
    const std::string product = fmt::format("({} * {}::DOUBLE)", AsDouble(count), unit);
    const std::string kept = within(product, fmt::format("{}::DOUBLE", most));
    return ExactSql(fmt::format("CAST({} AS BIGINT)", HalfEvenSql(kept)), 0);
  }
  constexpr int kScaleMost = 20;  // the product of the most with it fits 128 bits
  if (count.scale > kScaleMost) {
    *why = "it adds more digits of time than SQL has here";
    return std::nullopt;
  }
  const std::string limit =
      fmt::format("CAST({} AS HUGEINT) * {}", most / unit, PowerText(count.scale));
  const std::string product = fmt::format("({} * {})", within(count.sql, "(" + limit + ")"), unit);
  return ExactSql(fmt::format("CAST({} AS BIGINT)", RoundedSql(ExactSql(product, count.scale), 0)),
                  0);
}

// The same around a clock, of any size.
std::string OnClock(const SqlValue& count, int64_t unit) {
  const int64_t turns = base::kMicrosPerDay / unit;
  if (count.kind != Kind::kExact) {
    return fmt::format(
        "CAST({} AS BIGINT)",
        HalfEvenSql(fmt::format("(({} % {}::DOUBLE) * {}::DOUBLE)", AsDouble(count), turns, unit)));
  }
  const std::string power = PowerText(count.scale);
  return fmt::format(
      "CAST((({0} // {1}) % {2}) * {3} + {4} AS BIGINT)", count.sql, power, turns, unit,
      DivideHalfEvenSql(fmt::format("(({} % {}) * {})", count.sql, power, unit), power));
}

// A point or clock moved by days, hours, minutes or seconds.
Result ShiftSql(const std::string& name, SqlValue point, SqlValue count, std::string* why) {
  if (count.kind == Kind::kNull) count = ExactSql("CAST(NULL AS HUGEINT)", 0);
  if (point.kind == Kind::kDate) {
    auto whole = NumberSql("floor", {count}, why);
    if (whole && whole->kind != Kind::kExact)
      whole = ConvertSql(*whole, kernel::ValueType::Int(), why);
    if (!whole) return std::nullopt;
    count = *whole;
  }
  const int64_t unit = name == "add_days"      ? base::kMicrosPerDay
                       : name == "add_hours"   ? base::kMicrosPerHour
                       : name == "add_minutes" ? base::kMicrosPerMinute
                                               : base::kMicrosPerSecond;
  // More than the calendar has, and within what DuckDB can add.
  constexpr int64_t kDaysMost = 4'000'000;
  if (point.kind == Kind::kTime) {
    point.sql = fmt::format("({} + to_microseconds({}))", point.sql, OnClock(count, unit));
    return point;
  }
  const auto micros = Micros(count, unit, kDaysMost * base::kMicrosPerDay, why);
  if (!micros) return std::nullopt;
  return InCalendar(point, fmt::format("{} + to_microseconds({})", MomentSql(point), micros->sql),
                    count.sql);
}

}  // namespace

std::string MomentSql(const SqlValue& value) {
  return fmt::format("CAST({} AS TIMESTAMP)", value.sql);
}

Result TimeSql(const std::string& name, const Arguments& arguments, std::string* why) {
  if (name == "age") {
    const std::string a = MomentSql(arguments[0]);
    const std::string b = MomentSql(arguments[1]);
    return ExactSql(fmt::format("CAST(CASE WHEN {0} <= {1} THEN {2} // 12 ELSE -({3} // 12) END AS "
                                "HUGEINT)",
                                a, b, Months(a, b), Months(b, a)),
                    0);
  }
  if (name == "date_diff") {
    const std::string& unit = arguments[0].sql;
    std::string a = MomentSql(arguments[1]);
    std::string b = MomentSql(arguments[2]);
    if (unit != "'week'") {
      return ExactSql(fmt::format("CAST(date_diff({}, {}, {}) AS HUGEINT)", unit, a, b), 0);
    }
    // Weeks start on Mondays, DuckDB's date_diff counts those of the epoch.
    return ExactSql(fmt::format("CAST(date_diff('day', date_trunc('week', {}), date_trunc('week', "
                                "{})) // 7 AS HUGEINT)",
                                a, b),
                    0);
  }
  const SqlValue& point = arguments[name == "date_trunc" ? 1 : 0];
  SqlValue made = point;
  if (point.kind == Kind::kText) {
    made = TextAsPoint(name, point);
  }
  const std::string type = made.kind == Kind::kDatetime ? "TIMESTAMP" : "DATE";
  if (name == "date_trunc") {
    made.sql =
        fmt::format("CAST(date_trunc({}, {}) AS {})", arguments[0].sql, MomentSql(point), type);
    return made;
  }
  if (name != "add_months") return ShiftSql(name, made, arguments[1], why);
  const std::string moved = fmt::format("{} + to_months(least(greatest({}, -120000), 120000))",
                                        MomentSql(point), WholeSql(arguments[1]));
  return InCalendar(made, moved, arguments[1].sql);
}

}  // namespace datagen::validate
