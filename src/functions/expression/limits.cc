#include "functions/expression/limits.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal.h"

namespace datagen::expression {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

constexpr double kExact = 0x1p53;
constexpr double kSlack = 0x1p-50;

// Whole numbers below 2^53 are exact doubles; what is beyond, or has a fraction, was rounded.
bool IsExact(double x) { return std::fabs(x) < kExact && std::floor(x) == x; }
bool IsExact(const Interval& limits) { return IsExact(limits.low) && IsExact(limits.high); }

Interval OfCorners(std::initializer_list<double> corners) {
  const auto [low, high] = std::minmax(corners);
  return {low, high};
}

double SizeOf(const Interval& limits) {
  return std::max(std::fabs(limits.low), std::fabs(limits.high));
}

}  // namespace

Interval Widened(Interval limits) {
  const Interval widened = WidenedAll(limits);
  if (!IsExact(limits.low)) limits.low = widened.low;
  if (!IsExact(limits.high)) limits.high = widened.high;
  return limits;
}

Interval WidenedAll(const Interval& limits) {
  return {limits.low - std::fabs(limits.low) * kSlack,
          limits.high + std::fabs(limits.high) * kSlack, limits.known};
}

bool IsLong(const ValueType& type) {
  return type.kind == TypeKind::kDecimal && type.precision > std::numeric_limits<double>::digits10;
}

Interval LimitsOfType(const ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return {static_cast<double>(type.int_min()), static_cast<double>(type.int_max())};
    case TypeKind::kDecimal: {
      constexpr int kExactPower = 22;  // of ten, that a double holds
      const int digits = type.precision - type.scale;
      const auto high = static_cast<double>(base::PowerOfTen(digits));
      const Interval limits{-high, high};
      return digits > kExactPower ? WidenedAll(limits) : limits;
    }
    case TypeKind::kDate:
      return {kDayFirst, kDayLast};
    case TypeKind::kDatetime:
      return {static_cast<double>(kDayFirst * base::kMicrosPerDay),
              static_cast<double>((kDayLast + 1) * base::kMicrosPerDay - 1)};
    case TypeKind::kTime:
      return {0, static_cast<double>(base::kMicrosPerDay - 1)};
    default:
      return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  }
}

Interval KeptWithin(const Interval& limits, const ValueType& type) {
  const Interval all = LimitsOfType(type);
  if (!std::isfinite(all.high)) return limits;
  // The greatest and the least that it holds lie within its limits, by a unit or by their rounding.
  const bool decimal = type.kind == TypeKind::kDecimal;
  const double unit = decimal ? 1 / static_cast<double>(base::PowerOfTen(type.scale)) : 0;
  double greatest = all.high - unit;
  double least = all.low + unit;
  const bool whole = unit == 0 || unit == 1;
  if (!whole || !IsExact(greatest)) greatest -= std::fabs(greatest) * 4 * kSlack;
  if (!whole || !IsExact(least)) least += std::fabs(least) * 4 * kSlack;
  return {std::clamp(limits.low, all.low, greatest), std::clamp(limits.high, least, all.high),
          limits.known};
}

Interval AsSaid(const Interval& limits, const ValueType& type) {
  if (type.kind != TypeKind::kDecimal && type.kind != TypeKind::kInt) return limits;
  // A value is a whole number of units: the first one within the limits.
  const auto units = static_cast<double>(base::PowerOfTen(Scale(type)));
  const auto inwards = [units](double limit, int side) {
    const double count = limit * units;
    if (std::fabs(count) >= kExact) return limit;
    const double slack = std::fabs(count) * kSlack;
    return (side < 0 ? std::ceil(count - slack) : std::floor(count + slack)) / units;
  };
  const double most = (static_cast<double>(base::PowerOfTen(type.precision)) - 1) / units;
  Interval said{inwards(limits.low, -1), inwards(limits.high, 1), limits.known};
  if (type.kind == TypeKind::kDecimal) {
    said.low = std::max(said.low, -most);
    said.high = std::min(said.high, most);
  }
  return said;
}

Interval LimitsOf(const Expression& expression) {
  if (expression.interval()) return *expression.interval();
  Interval limits = LimitsOfType(expression.type());
  limits.known = false;
  return limits;
}

std::optional<Interval> Combined(Arithmetic op, const Interval& a, const Interval& b) {
  Interval result{};
  const bool divides_by_zero = b.low <= 0 && b.high >= 0;
  const bool exact = IsExact(a) && IsExact(b);
  if (op == Arithmetic::kAdd) {
    result = {a.low + b.low, a.high + b.high};
  } else if (op == Arithmetic::kSubtract) {
    result = {a.low - b.high, a.high - b.low};
  } else if (op == Arithmetic::kMultiply) {
    result = OfCorners({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  } else if ((op == Arithmetic::kDivide || op == Arithmetic::kFloorDivide) && !divides_by_zero) {
    result = OfCorners({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
    if (op == Arithmetic::kFloorDivide) {
      if (!exact) result = WidenedAll(result);
      result = {std::floor(result.low), std::floor(result.high)};
    }
  } else if (op == Arithmetic::kModulo) {
    result = {std::min(0.0, b.low), std::max(0.0, b.high)};
  } else {
    return std::nullopt;
  }
  if (!std::isfinite(result.low) || !std::isfinite(result.high)) return std::nullopt;
  if (op == Arithmetic::kAdd || op == Arithmetic::kSubtract) {
    // How much the operands were rounded, a small sum does not say.
    const double slack = exact ? 0 : std::max(SizeOf(a), SizeOf(b)) * kSlack;
    result = {result.low - slack, result.high + slack};
  }
  // A product or a quotient of such numbers looks whole, and need not be.
  const bool scales = op == Arithmetic::kMultiply || op == Arithmetic::kDivide;
  if (scales && !exact) result = WidenedAll(result);
  result.known = a.known && b.known;
  return Widened(result);
}

std::optional<Interval> CombinedKnown(Arithmetic op, const Expression& left,
                                      const Expression& right) {
  if (!left.interval() || !right.interval()) return std::nullopt;
  return Combined(op, *left.interval(), *right.interval());
}

std::optional<Interval> Union(const std::optional<Interval>& a, const std::optional<Interval>& b) {
  if (!a || !b) return std::nullopt;
  return Interval{std::min(a->low, b->low), std::max(a->high, b->high), a->known && b->known};
}

std::optional<Interval> Mirrored(const std::optional<Interval>& a) {
  if (!a) return std::nullopt;
  return Interval{-a->high, -a->low, a->known};
}

bool FitsInt64(const Interval& limits) {
  constexpr double kBound = 0x1p63;
  return limits.low >= -kBound && limits.high < kBound;
}

int WholeDigits(const Interval& limits) {
  // One more: limits are doubles, and values were rounded to the scale.
  double largest = SizeOf(limits) + 1;
  if (!IsExact(largest) && largest >= kExact) largest += largest * kSlack;
  int digits = 0;
  constexpr int kMost = 400;  // a double has no more
  while (largest >= 1 && digits < kMost) {
    largest /= 10;
    ++digits;
  }
  return std::max(digits, 1);
}

int WholeDigits(const Expression& operand) {
  constexpr int kInt64Digits = 19;
  const ValueType& type = operand.type();
  const int by_type = type.kind == TypeKind::kInt ? kInt64Digits : type.precision - type.scale;
  if (!operand.interval()) return by_type;
  return std::min(by_type, WholeDigits(*operand.interval()));
}

int Scale(const ValueType& type) { return type.kind == TypeKind::kDecimal ? type.scale : 0; }

}  // namespace datagen::expression
