// Limits of values: what is known of an expression before any row is made.
//
// Invariant: never too narrow. Limits are doubles; where they are beyond the whole numbers that a
// double holds, each step widens them by more than it can have rounded.
#pragma once

#include <optional>

#include "functions/expression/expression.h"

namespace datagen::expression {

enum class Arithmetic { kAdd, kSubtract, kMultiply, kDivide, kFloorDivide, kModulo, kPower };

// The first and the last day of the calendar, in days since 1970: years 0001 to 9999.
constexpr int64_t kDayFirst = -719162;
constexpr int64_t kDayLast = 2932896;

// What any value of the type keeps to.
Interval LimitsOfType(const kernel::ValueType& type);
// Of the expression, as far as known; else of its type.
Interval LimitsOf(const Expression& expression);

// Of the results; nullopt where there are none (a division by what can be zero).
std::optional<Interval> Combined(Arithmetic op, const Interval& a, const Interval& b);
// The same for what is known of the operands.
std::optional<Interval> CombinedKnown(Arithmetic op, const Expression& left,
                                      const Expression& right);
// Of values that come from either; nullopt when one is not known.
std::optional<Interval> Union(const std::optional<Interval>& a, const std::optional<Interval>& b);
// a when it is known, widened to both signs of its size where needed.
std::optional<Interval> Mirrored(const std::optional<Interval>& a);

bool FitsInt64(const Interval& limits);
// Digits before the point of the greatest value; at least 1.
int WholeDigits(const Interval& limits);
// The same, and never more than the operand's type has.
int WholeDigits(const Expression& operand);
// Digits after the point: of a decimal its scale, else 0.
int Scale(const kernel::ValueType& type);

}  // namespace datagen::expression
