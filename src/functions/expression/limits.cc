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

Interval Widened(Interval limits) {
  if (!IsExact(limits.low)) limits.low -= std::fabs(limits.low) * kSlack;
  if (!IsExact(limits.high)) limits.high += std::fabs(limits.high) * kSlack;
  return limits;
}

Interval OfCorners(std::initializer_list<double> corners) {
  const auto [low, high] = std::minmax(corners);
  return {low, high};
}

double SizeOf(const Interval& limits) {
  return std::max(std::fabs(limits.low), std::fabs(limits.high));
}

}  // namespace

Interval LimitsOfType(const ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return {static_cast<double>(type.int_min()), static_cast<double>(type.int_max())};
    case TypeKind::kDecimal: {
      const auto high = static_cast<double>(base::PowerOfTen(type.precision - type.scale));
      return {-high, high};
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

Interval LimitsOf(const Expression& expression) {
  if (expression.interval()) return *expression.interval();
  Interval limits = LimitsOfType(expression.type());
  limits.known = false;
  return limits;
}

std::optional<Interval> Combined(Arithmetic op, const Interval& a, const Interval& b) {
  Interval result{};
  const bool divides_by_zero = b.low <= 0 && b.high >= 0;
  if (op == Arithmetic::kAdd) {
    result = {a.low + b.low, a.high + b.high};
  } else if (op == Arithmetic::kSubtract) {
    result = {a.low - b.high, a.high - b.low};
  } else if (op == Arithmetic::kMultiply) {
    result = OfCorners({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  } else if ((op == Arithmetic::kDivide || op == Arithmetic::kFloorDivide) && !divides_by_zero) {
    result = OfCorners({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
    if (op == Arithmetic::kFloorDivide) {
      // A quotient of numbers that were rounded looks whole, and need not be.
      const double slack = IsExact(a) && IsExact(b) ? 0 : kSlack;
      result = {std::floor(result.low - std::fabs(result.low) * slack),
                std::floor(result.high + std::fabs(result.high) * slack)};
    }
  } else if (op == Arithmetic::kModulo) {
    result = {std::min(0.0, b.low), std::max(0.0, b.high)};
  } else {
    return std::nullopt;
  }
  if (!std::isfinite(result.low) || !std::isfinite(result.high)) return std::nullopt;
  if (op == Arithmetic::kAdd || op == Arithmetic::kSubtract) {
    // How much the operands were rounded, a small sum does not say.
    const bool exact = IsExact(a) && IsExact(b);
    const double slack = exact ? 0 : std::max(SizeOf(a), SizeOf(b)) * kSlack;
    result = {result.low - slack, result.high + slack};
  }
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
