#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/calendar.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

const ValueType kDate = ValueType::Of(TypeKind::kDate);

size_t At(int64_t i) { return static_cast<size_t>(i); }

ExpressionPtr AsDate(ExpressionPtr point) { return MakeConversion(std::move(point), kDate); }

// ---- Parts

enum class DatePart { kYear, kQuarter, kMonth, kDay, kDow };

// A year's range says nothing of the years of the column; the other parts take all their values.
constexpr int kPartMost = 366;

template <DatePart part, int low, int high>
ExpressionPtr PartOfDate(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      {AsDate(arguments[0])}, ValueType::Int(), false,
      [](const Operands& values, int64_t i, Vector* result) {
        const int64_t days = values[0]->ints[At(i)];
        const base::CivilDate date = base::CivilFromDays(days);
        int64_t value = 0;
        if (part == DatePart::kYear) value = date.year;
        if (part == DatePart::kQuarter) value = (date.month + 2) / 3;
        if (part == DatePart::kMonth) value = date.month;
        if (part == DatePart::kDay) value = date.day;
        if (part == DatePart::kDow) value = base::DayOfWeek(days);
        result->ints[At(i)] = value;
        return true;
      },
      Interval{low, high, high <= kPartMost});
}

template <int64_t unit, int64_t most>
ExpressionPtr PartOfClock(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      std::move(arguments), ValueType::Int(), false,
      [](const Operands& operands, int64_t i, Vector* result) {
        const int64_t count = base::FloorDivide(operands[0]->ints[At(i)], unit);
        constexpr int64_t kTurn = most + 1;
        result->ints[At(i)] = count - kTurn * base::FloorDivide(count, kTurn);
        return true;
      },
      Interval{0, most});
}

// ---- Distances

ExpressionPtr DaysBetween(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  constexpr double kMost = kDayLast - kDayFirst;
  return MakeRowFunction(
      {AsDate(arguments[0]), AsDate(arguments[1])}, ValueType::Int(), false,
      [](const Operands& operands, int64_t i, Vector* result) {
        result->ints[At(i)] = operands[1]->ints[At(i)] - operands[0]->ints[At(i)];
        return true;
      },
      Interval{-kMost, kMost, false});
}

enum class Unit { kYear, kQuarter, kMonth, kWeek, kDay, kHour, kMinute, kSecond };

struct UnitName {
  std::string_view name;
  Unit unit;
  int months;      // of the longer ones
  int64_t micros;  // of the shorter ones
};
constexpr UnitName kUnits[] = {
    {"year", Unit::kYear, 12, 0},
    {"quarter", Unit::kQuarter, 3, 0},
    {"month", Unit::kMonth, 1, 0},
    {"week", Unit::kWeek, 0, 7 * base::kMicrosPerDay},
    {"day", Unit::kDay, 0, base::kMicrosPerDay},
    {"hour", Unit::kHour, 0, base::kMicrosPerHour},
    {"minute", Unit::kMinute, 0, base::kMicrosPerMinute},
    {"second", Unit::kSecond, 0, base::kMicrosPerSecond},
};

const UnitName* FindUnit(const ExpressionPtr& argument, Mistake* mistake) {
  const std::string given(argument->Evaluate({})->String(0));
  std::string names;
  for (const UnitName& unit : kUnits) {
    if (unit.name == given) return &unit;
    names += (names.empty() ? "" : ", ") + std::string(unit.name);
  }
  *mistake = {"expression-type", fmt::format("'{}' is no unit of time", given), "one of " + names,
              ""};
  return nullptr;
}

// The number of the unit that the point lies in, counted from 1970. Weeks start on Mondays.
int64_t Index(const UnitName& unit, int64_t micros) {
  if (unit.months > 0) {
    const auto date = base::CivilFromDays(base::FloorDivide(micros, base::kMicrosPerDay));
    return base::FloorDivide(date.year * 12 + date.month - 1, unit.months);
  }
  // 1970-01-01 was a Thursday.
  const int64_t shift = unit.unit == Unit::kWeek ? 3 * base::kMicrosPerDay : 0;
  return base::FloorDivide(micros + shift, unit.micros);
}

int64_t StartOf(const UnitName& unit, int64_t index) {
  if (unit.months > 0) {
    const int64_t month = index * unit.months;
    const int64_t year = base::FloorDivide(month, 12);
    return base::DaysFromCivil(year, static_cast<int>(month - year * 12) + 1, 1) *
           base::kMicrosPerDay;
  }
  const int64_t shift = unit.unit == Unit::kWeek ? 3 * base::kMicrosPerDay : 0;
  return index * unit.micros - shift;
}

int64_t MicrosPer(const ExpressionPtr& point) {
  return point->type().kind == TypeKind::kDate ? base::kMicrosPerDay : 1;
}

ExpressionPtr DateDiff(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  const UnitName* unit = FindUnit(arguments[0], mistake);
  if (unit == nullptr) return nullptr;
  const int64_t from = MicrosPer(arguments[1]);
  const int64_t to = MicrosPer(arguments[2]);
  return MakeRowFunction(
      {arguments[1], arguments[2]}, ValueType::Int(), false,
      [unit, from, to](const Operands& operands, int64_t i, Vector* result) {
        result->ints[At(i)] = Index(*unit, operands[1]->ints[At(i)] * to) -
                              Index(*unit, operands[0]->ints[At(i)] * from);
        return true;
      },
      Interval{-4e11, 4e11, false});  // 9999 years in seconds are fewer
}

ExpressionPtr DateTrunc(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  const UnitName* unit = FindUnit(arguments[0], mistake);
  if (unit == nullptr) return nullptr;
  const ValueType type = arguments[1]->type();
  const int64_t micros = MicrosPer(arguments[1]);
  std::optional<Interval> limits = arguments[1]->interval();
  // The first day of the calendar starts a year and a week.
  if (limits) limits->low = LimitsOfType(type).low;
  return MakeRowFunction(
      {arguments[1]}, type, false,
      [unit, micros](const Operands& operands, int64_t i, Vector* result) {
        const int64_t point = operands[0]->ints[At(i)] * micros;
        result->ints[At(i)] = StartOf(*unit, Index(*unit, point)) / micros;
        return true;
      },
      limits);
}

// Whole months from a to b; the last one counts from the same day and time on.
int64_t MonthsBetween(int64_t a, int64_t b) {
  if (b < a) return -MonthsBetween(b, a);
  const int64_t a_day = base::FloorDivide(a, base::kMicrosPerDay);
  const int64_t b_day = base::FloorDivide(b, base::kMicrosPerDay);
  const base::CivilDate from = base::CivilFromDays(a_day);
  const base::CivilDate to = base::CivilFromDays(b_day);
  int64_t months = (to.year - from.year) * 12 + to.month - from.month;
  const int64_t a_clock = a - a_day * base::kMicrosPerDay;
  const int64_t b_clock = b - b_day * base::kMicrosPerDay;
  if (to.day < from.day || (to.day == from.day && b_clock < a_clock)) --months;
  return months;
}

ExpressionPtr Age(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  const int64_t from = MicrosPer(arguments[0]);
  const int64_t to = MicrosPer(arguments[1]);
  return MakeRowFunction(
      std::move(arguments), ValueType::Int(), false,
      [from, to](const Operands& operands, int64_t i, Vector* result) {
        const int64_t months =
            MonthsBetween(operands[0]->ints[At(i)] * from, operands[1]->ints[At(i)] * to);
        result->ints[At(i)] = months / 12;
        return true;
      },
      Interval{-9998, 9998, false});
}

// ---- Points

ExpressionPtr MakeDate(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      std::move(arguments), kDate, true,
      [](const Operands& operands, int64_t i, Vector* result) {
        const int64_t year = operands[0]->ints[At(i)];
        const int64_t month = operands[1]->ints[At(i)];
        const int64_t day = operands[2]->ints[At(i)];
        const bool in_calendar = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
        if (!in_calendar || day > base::DaysInMonth(year, static_cast<int>(month))) return false;
        result->ints[At(i)] =
            base::DaysFromCivil(year, static_cast<int>(month), static_cast<int>(day));
        return true;
      },
      Interval{LimitsOfType(kDate).low, LimitsOfType(kDate).high, false});
}

constexpr Want kP = Want::kPoint;
constexpr Want kU = Want::kPlainText;

std::vector<Function> PartFunctions() {
  return {
      {"year",
       "year(t)",
       "year of a date or datetime",
       {kP},
       0,
       false,
       PartOfDate<DatePart::kYear, 1, 9999>},
      {"quarter", "quarter(t)", "1 to 4", {kP}, 0, false, PartOfDate<DatePart::kQuarter, 1, 4>},
      {"month", "month(t)", "1 to 12", {kP}, 0, false, PartOfDate<DatePart::kMonth, 1, 12>},
      {"day",
       "day(t)",
       "day of the month, 1 to 31",
       {kP},
       0,
       false,
       PartOfDate<DatePart::kDay, 1, 31>},
      {"hour",
       "hour(t)",
       "0 to 23, of a datetime or time",
       {Want::kClock},
       0,
       false,
       PartOfClock<base::kMicrosPerHour, 23>},
      {"minute",
       "minute(t)",
       "0 to 59, of a datetime or time",
       {Want::kClock},
       0,
       false,
       PartOfClock<base::kMicrosPerMinute, 59>},
      {"second",
       "second(t)",
       "0 to 59, of a datetime or time",
       {Want::kClock},
       0,
       false,
       PartOfClock<base::kMicrosPerSecond, 59>},
      {"dow",
       "dow(t)",
       "day of the week, 0 = Monday to 6 = Sunday",
       {kP},
       0,
       false,
       PartOfDate<DatePart::kDow, 0, 6>},
  };
}

std::vector<Function> DistanceFunctions() {
  return {
      {"days_between",
       "days_between(a, b)",
       "calendar days from a to b",
       {kP, kP},
       0,
       false,
       DaysBetween},
      {"date_diff",
       "date_diff('unit', a, b)",
       "how many starts of a year, quarter, month, week (Monday), day, hour, minute or second lie "
       "between a and b",
       {kU, kP, kP},
       0,
       false,
       DateDiff},
      {"age", "age(a, b)", "whole years from a to b", {kP, kP}, 0, false, Age},
      {"date_trunc",
       "date_trunc('unit', t)",
       "the start of the unit that t lies in, in t's type",
       {kU, kP},
       0,
       false,
       DateTrunc},
      {"make_date",
       "make_date(year, month, day)",
       "a date; null where the calendar has none",
       {Want::kWhole, Want::kWhole, Want::kWhole},
       0,
       false,
       MakeDate},
  };
}

}  // namespace

const std::vector<Function>& TimeFunctions() {
  static const auto* functions = [] {
    auto* all = new std::vector<Function>(PartFunctions());
    for (const Function& function : DistanceFunctions()) all->push_back(function);
    return all;
  }();
  return *functions;
}

}  // namespace datagen::expression
