// Rounding of numbers of all types: exact for integers, decimals and fractions.
#pragma once

#include "functions/expression/nodes.h"

namespace datagen::expression {

enum class Rounding { kHalfEven, kDown, kUp, kToZero };

// To `digits` after the point (negative: before it). Requires: a number.
ExpressionPtr MakeRounding(Rounding rounding, ExpressionPtr operand, int digits);
// The same with digits that differ from row to row, half to even. Requires: whole digits.
ExpressionPtr MakeRoundingBy(ExpressionPtr operand, ExpressionPtr digits);

}  // namespace datagen::expression
