#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal.h"
#include "foundation/base/rounding.h"
#include "functions/expression/function.h"
#include "functions/expression/rounding.h"

namespace datagen::expression {
namespace {

using base::Int128;
using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

size_t At(int64_t i) { return static_cast<size_t>(i); }

// What a point is moved by.
struct Step {
  const char* plural;
  bool months;
  int64_t micros;  // 0 of months, whose length differs
};
constexpr Step kMonths{"months", true, 0};
constexpr Step kDays{"days", false, base::kMicrosPerDay};
constexpr Step kHours{"hours", false, base::kMicrosPerHour};
constexpr Step kMinutes{"minutes", false, base::kMicrosPerMinute};
constexpr Step kSeconds{"seconds", false, base::kMicrosPerSecond};

// More than the calendar has, and few enough to be added to any point in 64 bits.
constexpr int64_t kMonthsMost = 120'000;
constexpr int64_t kDaysMost = 4'000'000;

// So many of a step as units of the point: whole days of dates, else microseconds, of which a
// fraction is rounded half to even once. What the calendar can't hold becomes kDaysMost.
class Distances {
 public:
  // Lifetime: refers to `counts`.
  Distances(const VectorPtr& counts, const ValueType& type, int64_t unit)
      : counts_(*counts),
        unit_(unit),
        whole_most_(kDaysMost * (base::kMicrosPerDay / unit)),
        scale_(std::min(Scale(type), kScaleMost)),
        cut_(base::PowerOfTen(Scale(type) - scale_)),
        power_(base::PowerOfTen(scale_)) {}

  [[nodiscard]] int64_t At(int64_t i) const {
    if (counts_.physical == Physical::kFloat64) {
      const double most = static_cast<double>(whole_most_) * static_cast<double>(unit_);
      const double micros = Real(i) * static_cast<double>(unit_);
      return static_cast<int64_t>(base::RoundHalfEven(std::clamp(micros, -most, most)));
    }
    const Int128 units = Units(i);
    const Int128 whole = std::clamp<Int128>(units / power_, -whole_most_, whole_most_);
    return static_cast<int64_t>(whole) * unit_ + Part(units);
  }

  // The same around a clock: less than a day and a unit to either side, of any size.
  [[nodiscard]] int64_t OnClock(int64_t i) const {
    const int64_t turns = base::kMicrosPerDay / unit_;
    if (counts_.physical == Physical::kFloat64) {
      const double rest = std::fmod(Real(i), static_cast<double>(turns));
      return static_cast<int64_t>(base::RoundHalfEven(rest * static_cast<double>(unit_)));
    }
    const Int128 units = Units(i);
    return static_cast<int64_t>((units / power_) % turns) * unit_ + Part(units);
  }

 private:
  [[nodiscard]] double Real(int64_t i) const { return counts_.floats[static_cast<size_t>(i)]; }
  [[nodiscard]] Int128 Units(int64_t i) const {
    const auto k = static_cast<size_t>(i);
    const Int128 value = counts_.physical == Physical::kInt64 ? counts_.ints[k] : counts_.wide[k];
    return cut_ == 1 ? value : base::DivideHalfEven(value, cut_);
  }
  [[nodiscard]] int64_t Part(Int128 units) const {
    return static_cast<int64_t>(base::DivideHalfEven((units % power_) * unit_, power_));
  }

  static constexpr int kScaleMost = 27;  // its units times a day's microseconds fit 128 bits

  const Vector& counts_;
  int64_t unit_;
  int64_t whole_most_;
  int scale_;
  Int128 cut_;
  Int128 power_;
};

// A date or datetime that is moved. What would leave the calendar stays at its end and is counted.
class Shift : public Expression {
 public:
  Shift(ExpressionPtr point, ExpressionPtr count, const Step& step, bool nullable,
        std::optional<Interval> interval)
      : Expression(point->type(), nullable, interval),
        point_(std::move(point)),
        count_(std::move(count)),
        step_(step),
        day_(point_->type().kind == TypeKind::kDate ? 1 : base::kMicrosPerDay) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr points = Spread(point_->Evaluate(cells), cells.size());
    const VectorPtr counts = Spread(count_->Evaluate(cells), cells.size());
    auto result = Vector::Make(Physical::kInt64, cells.size());
    MergeNulls(*points, result.get());
    MergeNulls(*counts, result.get());
    const Distances distances(counts, count_->type(), step_.months ? 1 : step_.micros);
    const int64_t first = kDayFirst * day_;
    const int64_t last = (kDayLast + 1) * day_ - 1;
    int64_t saturated = 0;
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (!result->IsValid(i)) continue;
      const int64_t point = points->ints[At(i)];
      const int64_t moved = step_.months ? ByMonths(point, counts->ints[At(i)])
                                         : point + distances.At(i) / (base::kMicrosPerDay / day_);
      result->ints[At(i)] = std::clamp(moved, first, last);
      saturated += moved != result->ints[At(i)] ? 1 : 0;
    }
    ClearNulls(result.get());
    if (cells.saturated != nullptr) *cells.saturated += saturated;
    return result;
  }

 private:
  [[nodiscard]] int64_t ByMonths(int64_t point, int64_t count) const {
    const int64_t day = base::FloorDivide(point, day_);
    return base::AddMonths(day, std::clamp(count, -kMonthsMost, kMonthsMost)) * day_ +
           (point - day * day_);
  }

  ExpressionPtr point_;
  ExpressionPtr count_;
  Step step_;
  int64_t day_;  // in units of the point
};

// A time of day that is moved, past midnight as clocks go.
ExpressionPtr MakeTurn(const ExpressionPtr& clock, const ExpressionPtr& count, const Step& step) {
  const ValueType type = count->type();
  const int64_t unit = step.micros;
  return MakeRowFunction(
      {clock, count}, clock->type(), false,
      [type, unit](const Operands& operands, int64_t i, Vector* result) {
        const int64_t moved =
            operands[0]->ints[At(i)] + Distances(operands[1], type, unit).OnClock(i);
        result->ints[At(i)] =
            moved - base::FloorDivide(moved, base::kMicrosPerDay) * base::kMicrosPerDay;
        return true;
      });
}

// Limits of a step's length in days: a month has 28 to 31.
double DaysOf(const Step& step, double count, bool up) {
  if (step.months) return count * ((count > 0) == up ? 31 : 28);
  return count * (static_cast<double>(step.micros) / static_cast<double>(base::kMicrosPerDay));
}

ExpressionPtr Make(std::vector<ExpressionPtr> arguments, const Step& step, Mistake* mistake) {
  const ExpressionPtr& point = arguments[0];
  const ValueType& type = point->type();
  const bool date = type.kind == TypeKind::kDate;
  ExpressionPtr count = std::move(arguments[1]);
  // The day that the point so much later lies on: 1.9 days after a day's start is the next day.
  if (date) count = MakeRounding(Rounding::kDown, std::move(count), 0);
  const bool whole = step.months || date || Scale(count->type()) == 0;
  if (whole && (date || count->type().kind != TypeKind::kFloat)) {
    count = MakeConversion(std::move(count), ValueType::Int());
  }
  if (type.kind == TypeKind::kTime) return MakeTurn(point, count, step);
  const Interval start = LimitsOf(*point);
  const Interval by = LimitsOf(*count);
  const double day = date ? 1 : static_cast<double>(base::kMicrosPerDay);
  const Interval calendar = LimitsOfType(type);
  Interval moved{start.low + DaysOf(step, by.low, false) * day,
                 start.high + DaysOf(step, by.high, true) * day};
  const bool never = moved.low > calendar.high || moved.high < calendar.low;
  const bool known = point->interval() && count->interval() && start.known && by.known;
  const bool may_leave = !step.months && (moved.low < calendar.low || moved.high > calendar.high);
  if (never || (known && may_leave)) {
    const auto text = [&](double value) {
      const auto number = static_cast<int64_t>(std::floor(value / day));
      return base::FormatDate(std::clamp(number, kDayFirst, kDayLast));
    };
    *mistake = {"type-overflow",
                fmt::format("{} to {} and {} to {} {} lead out of the calendar", text(start.low),
                            text(start.high), by.low, by.high, step.plural),
                "years 0001 to 9999", "keep the distance within limits by min() and max()"};
    return nullptr;
  }
  std::optional<Interval> limits;
  if (known) {
    // A fraction of a microsecond is rounded.
    moved = {std::floor(moved.low), std::ceil(moved.high)};
    limits = KeptWithin(Widened(moved), type);
  }
  // As long as days and months count as what can be null, which decides a column's nulls.
  const bool nullable =
      step.months || step.micros == kDays.micros || point->nullable() || count->nullable();
  return std::make_shared<Shift>(point, std::move(count), step, nullable, limits);
}

template <const Step* step>
ExpressionPtr MakeShift(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  return Make(std::move(arguments), *step, mistake);
}

}  // namespace

const std::vector<Function>& TimeShiftFunctions() {
  constexpr Want kP = Want::kPoint;
  constexpr Want kC = Want::kClock;
  static const auto* functions = new std::vector<Function>{
      {"add_days",
       "add_days(t, days)",
       "so many days later, within the years 0001 to 9999; a fraction moves a datetime by its part "
       "of the day, a date to the day that it lies on (1.9 days later is the next day)",
       {kP, Want::kNumber},
       0,
       false,
       MakeShift<&kDays>},
      {"add_hours",
       "add_hours(t, hours)",
       "so many hours later, also fractions, to the microsecond; a time goes on past midnight, as "
       "in SQL",
       {kC, Want::kNumber},
       0,
       false,
       MakeShift<&kHours>},
      {"add_minutes",
       "add_minutes(t, minutes)",
       "the same of minutes",
       {kC, Want::kNumber},
       0,
       false,
       MakeShift<&kMinutes>},
      {"add_seconds",
       "add_seconds(t, seconds)",
       "the same of seconds",
       {kC, Want::kNumber},
       0,
       false,
       MakeShift<&kSeconds>},
      {"add_months",
       "add_months(t, months)",
       "so many months later, the day cut to the month's length",
       {kP, Want::kWhole},
       0,
       false,
       MakeShift<&kMonths>},
  };
  return *functions;
}

}  // namespace datagen::expression
