// The nodes that a compiled expression is made of. Inside this stage only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "expression/expression.h"

namespace datagen::expression {

// The number of values that did not fit; expressions have nowhere to report it.
kernel::VectorPtr Convert(kernel::VectorPtr values, const kernel::ValueType& from,
                          const kernel::ValueType& to);

ExpressionPtr MakeColumn(int slot, const kernel::ValueType& type, bool nullable);
// The same value in every row; `value` has length 1.
ExpressionPtr MakeConstant(kernel::VectorPtr value, const kernel::ValueType& type);
ExpressionPtr MakeConversion(ExpressionPtr operand, const kernel::ValueType& to);

enum class Arithmetic { kAdd, kSubtract, kMultiply, kDivide, kModulo, kPower };
// Requires: numeric operands.
ExpressionPtr MakeArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr MakeNegation(ExpressionPtr operand);

enum class Comparison { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
// Requires: operands of one type.
ExpressionPtr MakeComparison(Comparison op, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr MakeNullTest(ExpressionPtr operand, bool is_null);
enum class Logic { kAnd, kOr };
ExpressionPtr MakeLogic(Logic op, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr MakeNot(ExpressionPtr operand);
// Requires: `yes` and `no` of one type.
ExpressionPtr MakeIf(ExpressionPtr condition, ExpressionPtr yes, ExpressionPtr no);

// A function of each row's values alone. `fill` writes row i of the result; it returns false for
// null. It is called only where every operand has a value.
using RowFunction = std::function<bool(const std::vector<kernel::VectorPtr>& operands, int64_t i,
                                       kernel::Vector* result)>;
ExpressionPtr MakeRowFunction(std::vector<ExpressionPtr> operands, const kernel::ValueType& type,
                              bool nullable, RowFunction fill);

}  // namespace datagen::expression
