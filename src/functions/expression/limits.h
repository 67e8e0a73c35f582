// Limits of values: what is known of an expression before any row is made.
//
// Invariant: no exact value lies beyond its limits. Limits are doubles: where one is rounded on its
// way, it is then widened by more than that.
#pragma once

#include <optional>

#include "functions/expression/expression.h"

namespace datagen::expression {

enum class Arithmetic { kAdd, kSubtract, kMultiply, kDivide, kFloorDivide, kModulo, kPower };

// The first and the last day of the calendar, in days since 1970: years 0001 to 9999.
constexpr int64_t kDayFirst = -719162;
constexpr int64_t kDayLast = 2932896;

// Outwards by more than a few roundings; whole numbers below 2^53 are exact and stay.
Interval Widened(Interval limits);
// The same of all numbers, whatever they look like: they were made of some that were rounded.
Interval WidenedAll(const Interval& limits);
// More digits than a double has.
bool IsLong(const kernel::ValueType& type);
// What any value of the type keeps to.
Interval LimitsOfType(const kernel::ValueType& type);
// Of values within `limits`, where the type holds them, and of the nearest that it holds.
Interval KeptWithin(const Interval& limits, const kernel::ValueType& type);
// The same as facts are said of columns: the nearest doubles to values of the type.
Interval AsSaid(const Interval& limits, const kernel::ValueType& type);
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
