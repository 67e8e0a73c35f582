#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "foundation/base/calendar.h"
#include "foundation/base/rounding.h"
#include "foundation/random/elementary.h"
#include "functions/expression/limits.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// Distances in whole steps of the column's representation (days, microseconds, units), or in
// doubles.
class After : public Generator {
 public:
  After(int slot, Physical physical, double low, double high, double grain, bool exponential,
        const random::Key& key)
      : slot_(slot),
        physical_(physical),
        low_(low),
        high_(high),
        grain_(grain),
        exponential_(exponential),
        stream_(key.Draw(0)) {}

  // Values keep to these limits; those that would leave them are counted.
  void KeepWithin(int64_t low, int64_t high) { limits_ = {low, high}; }

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(physical_, cells.size());
    Add(cells, values.get());
    if (limits_) Clamp(cells, values.get());
    return values;
  }

 private:
  void Clamp(const Cells& cells, Vector* values) const {
    int64_t beyond = 0;
    for (int64_t i = 0; i < values->length; ++i) {
      int64_t& value = values->ints[static_cast<size_t>(i)];
      const int64_t kept = std::clamp(value, limits_->first, limits_->second);
      if (kept != value && values->IsValid(i)) ++beyond;
      if (values->IsValid(i)) value = kept;
    }
    if (cells.saturated != nullptr) *cells.saturated += beyond;
  }

  void Add(const Cells& cells, Vector* values) const {
    const Vector& from = cells.input(slot_);
    if (InWholeSteps() && !from.has_nulls()) {
      FillWholeSteps(cells, from, values);
      return;
    }
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const auto k = static_cast<size_t>(i);
      if (!from.IsValid(i)) {
        values->SetNull(i);
        return;
      }
      const double distance = Distance(stream_.Bits(row));
      if (physical_ == Physical::kFloat64) {
        values->floats[k] = from.floats[k] + distance;
      } else {
        int64_t sum = 0;
        const bool overflow =
            __builtin_add_overflow(from.ints[k], static_cast<int64_t>(distance), &sum);
        values->ints[k] = overflow ? Limit(distance < 0) : sum;
      }
    });
  }

 private:
  // What lies beyond 64 bits becomes the nearest number.
  static int64_t Limit(bool below) { return below ? INT64_MIN : INT64_MAX; }

  [[nodiscard]] bool InWholeSteps() const {
    constexpr double kExact = 0x1p52;
    return physical_ == Physical::kInt64 && grain_ >= 1 && !exponential_ && low_ > -kExact &&
           high_ < kExact;
  }

  // The same as Distance, without doubles.
  void FillWholeSteps(const Cells& cells, const Vector& from, Vector* values) const {
    const auto steps = static_cast<uint64_t>(base::RoundHalfEven((high_ - low_) / grain_)) + 1;
    const auto low = static_cast<int64_t>(low_);
    const auto grain = static_cast<int64_t>(grain_);
    const int64_t* begin = from.ints.data();
    int64_t* out = values->ints.data();
    const random::Stream stream = stream_;
    cells.rows.ForEach([=](int64_t i, int64_t row) {
      const int64_t distance =
          low + grain * static_cast<int64_t>(random::ToIndex(stream.Bits(row), steps));
      const bool overflow = __builtin_add_overflow(begin[i], distance, &out[i]);
      if (overflow) out[i] = Limit(distance < 0);
    });
  }

  // From low to high, both included, in multiples of the grain (0: any).
  [[nodiscard]] double Distance(uint64_t bits) const {
    if (grain_ > 0 && !exponential_) {
      const auto steps = static_cast<uint64_t>(base::RoundHalfEven((high_ - low_) / grain_)) + 1;
      return low_ + grain_ * static_cast<double>(random::ToIndex(bits, steps));
    }
    double distance = 0;
    if (exponential_) {
      // Cut at high: the quantile function of the truncated law. Its mean before the cut is a fifth
      // of the span, so the cut takes less than one in a hundred.
      const double mean = (high_ - low_) / 5;
      const double inside = 1 - random::Exp(-5.0);
      distance = low_ - mean * random::Log(1 - random::ToOpenUnit(bits) * inside);
    } else {
      distance = low_ + (high_ - low_) * random::ToOpenUnit(bits);
    }
    if (grain_ > 0) distance = low_ + grain_ * base::RoundHalfEven((distance - low_) / grain_);
    return std::min(distance, high_);
  }

  int slot_;
  Physical physical_;
  double low_;
  double high_;
  double grain_;
  bool exponential_;
  random::Stream stream_;
  std::optional<std::pair<int64_t, int64_t>> limits_;
};

// Microseconds of a named unit; nullopt when it is none.
std::optional<int64_t> UnitMicros(const std::string& unit) {
  static const std::map<std::string, int64_t> units = {{"seconds", base::kMicrosPerSecond},
                                                       {"minutes", base::kMicrosPerMinute},
                                                       {"hours", base::kMicrosPerHour},
                                                       {"days", base::kMicrosPerDay},
                                                       {"weeks", 7 * base::kMicrosPerDay}};
  const auto found = units.find(unit);
  return found == units.end() ? std::nullopt : std::optional(found->second);
}

// Dates and times keep to those that the language has. What leaves them by its limits is an error;
// where limits are not known, it becomes the nearest that does not.
bool KeepToCalendar(BindContext& context, const Arguments& arguments, BoundGenerator* bound,
                    After* after) {
  const expression::Interval limits = expression::LimitsOfType(bound->type);
  Domain& domain = bound->domain;
  const bool leaves =
      (domain.min && *domain.min < limits.low) || (domain.max && *domain.max > limits.high);
  if (leaves) {
    const bool time = bound->type.kind == TypeKind::kTime;
    context.Error("type-overflow", arguments.Where(arguments.Has("max") ? "max" : "min"),
                  fmt::format("'{}' and the distance lead out of the {}",
                              arguments.String("column"), time ? "day" : "calendar"),
                  {.expected = time ? "times before 24:00" : "years 0001 to 9999",
                   .hint = "use a smaller distance or an earlier column"});
    return false;
  }
  if (!domain.min || !domain.max) {
    // The last microsecond of the calendar is no double.
    const int64_t last = bound->type.kind == TypeKind::kDatetime
                             ? (expression::kDayLast + 1) * base::kMicrosPerDay - 1
                             : static_cast<int64_t>(limits.high);
    after->KeepWithin(static_cast<int64_t>(limits.low), last);
  }
  return true;
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const auto column = context.UseColumn(arguments.Where("column"), arguments.String("column"));
  const double min = arguments.Number("min", 1);
  const double max = arguments.Number("max", min);
  if (max < min) {
    context.Error("reversed-range", arguments.Where("max"),
                  fmt::format("max {} is less than min {}", max, min),
                  {.expected = fmt::format("{} or more", min)});
    return std::nullopt;
  }
  if (!column) return std::nullopt;
  const ValueType& type = column->type;
  const bool temporal = type.is_temporal();
  if (!temporal && !type.is_numeric()) {
    context.Error("wrong-column-type", arguments.Where("column"),
                  fmt::format("column '{}' is {}", arguments.String("column"), type.Name()),
                  {.expected = "a number, date, time or datetime"});
    return std::nullopt;
  }
  if (arguments.Has("unit") != temporal) {
    context.Error("wrong-column-type", arguments.Where("unit"),
                  temporal ? fmt::format("column '{}' is {}: expected a 'unit' (days, hours, …)",
                                         arguments.String("column"), type.Name())
                           : fmt::format("column '{}' is {}: a number has no 'unit'",
                                         arguments.String("column"), type.Name()));
    return std::nullopt;
  }
  double factor = 1;  // from the arguments' unit to the representation's
  double grain = 1;
  BoundGenerator bound;
  bound.type = type;
  if (temporal) {
    const auto micros = static_cast<double>(*UnitMicros(arguments.String("unit")));
    factor =
        type.kind == TypeKind::kDate ? micros / static_cast<double>(base::kMicrosPerDay) : micros;
    // Dates differ by whole days; times by whole seconds, finer where the limits are.
    grain = type.kind == TypeKind::kDate ? 1 : static_cast<double>(base::kMicrosPerSecond);
    if (type.kind == TypeKind::kDatetime && micros > grain)
      grain = static_cast<double>(base::kMicrosPerSecond);
  } else if (type.kind == TypeKind::kFloat) {
    grain = 0;
  } else if (type.kind == TypeKind::kDecimal) {
    factor = static_cast<double>(base::PowerOfTen(type.scale));
    if (type.physical() != Physical::kInt64) {
      context.Error("decimal-too-wide", arguments.Where("column"),
                    fmt::format("column '{}' is {}", arguments.String("column"), type.Name()),
                    {.given = type.Name(), .expected = "a decimal of at most 18 digits"});
      return std::nullopt;
    }
  }
  double low = min * factor;
  double high = max * factor;
  if (grain == 1) {
    low = std::ceil(low);
    high = std::floor(high);
    if (high < low) {
      context.Error("empty-range", arguments.Where("max"),
                    fmt::format("there is no whole step from {} to {}", min, max));
      return std::nullopt;
    }
  }
  auto after =
      std::make_unique<After>(column->slot, type.physical(), low, high, grain,
                              arguments.String("law", "uniform") == "exponential", context.key());
  const double domain_unit = type.kind == TypeKind::kDecimal ? factor : 1;
  if (column->domain->min) bound.domain.min = *column->domain->min + low / domain_unit;
  if (column->domain->max) bound.domain.max = *column->domain->max + high / domain_unit;
  if (temporal && !KeepToCalendar(context, arguments, &bound, after.get())) return std::nullopt;
  bound.kernel = std::move(after);
  bound.domain.nulls = column->nullable;
  bound.domain.whole = type.kind == TypeKind::kInt || temporal;
  return bound;
}

}  // namespace

const GeneratorInfo& AfterInfo() {
  static const GeneratorInfo info{
      {.id = "after",
       .summary = "Adds a drawn distance to another column, so that an order holds by construction",
       .details =
           "The distance lies from `min` to `max`, both included: whole days after a date, "
           "whole seconds after a time or datetime, whole steps after an int or decimal. "
           "`exponential` prefers short distances (a mean of min + a fifth of the span). Null "
           "where the column is null.",
       .parameters = {{"column", ParameterType::kColumn, "The column that comes before.", true, ""},
                      {"min", ParameterType::kNumber, "The least distance.", false, "1"},
                      {"max", ParameterType::kNumber, "The greatest distance.", false, "min"},
                      {"unit",
                       ParameterType::kWord,
                       "Of dates and times.",
                       false,
                       "",
                       {"seconds", "minutes", "hours", "days", "weeks"}},
                      {"law",
                       ParameterType::kWord,
                       "How distances are spread.",
                       false,
                       "uniform",
                       {"uniform", "exponential"}}},
       .example = R"json([{"name": "ordered", "type": "date", "nullable": false, "generator":
           {"datetime_series": {"within": "timeframe", "freq": "D"}}},
          {"name": "shipped", "type": "date", "nullable": true, "null_rate": 0.1, "generator":
           {"after": {"column": "ordered", "min": 1, "max": 30, "unit": "days"}}},
          {"name": "paid_at", "type": "datetime", "nullable": true, "null_rate": 0, "generator":
           {"after": {"column": "shipped", "min": 0, "max": 14, "unit": "days",
             "law": "exponential"}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
