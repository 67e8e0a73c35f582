// The nodes that a compiled expression is made of. Inside this stage only.
//
// A node's Evaluate may return a vector of length 1, the same value for every row (constants); what
// leaves the stage is spread over the rows by Compile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "functions/expression/expression.h"
#include "functions/expression/limits.h"

namespace datagen::expression {

// What is wrong with a call or an operation, without its place.
struct Mistake {
  base::DiagnosticCode code = "expression-type";
  std::string message;
  std::string expected;
  std::string hint;
};

// `count` times the only value of a vector of length 1; other vectors as they are.
kernel::VectorPtr Spread(kernel::VectorPtr values, int64_t count);
// Nulls of the result: where any operand is null.
void MergeNulls(const kernel::Vector& operand, kernel::Vector* result);
// Sets values at nulls to zero, as Vector requires.
void ClearNulls(kernel::Vector* values);

// ---- nodes.cc

ExpressionPtr MakeColumn(int slot, const kernel::ValueType& type, bool nullable,
                         std::optional<Interval> interval);
// The same value in every row; `value` has length 1.
ExpressionPtr MakeConstant(kernel::VectorPtr value, const kernel::ValueType& type);
// The word null, before its type is known.
ExpressionPtr MakeNullWord();
// What leaves the stage: constants spread over the rows.
ExpressionPtr MakeSpread(ExpressionPtr operand);

// ---- arithmetic.cc

// Requires: numeric operands. Nothing, with *mistake, where the result can leave 38 digits.
ExpressionPtr MakeArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right,
                             Mistake* mistake);
ExpressionPtr MakeNegation(ExpressionPtr operand);
// + - * of integers and decimals; nothing where the result can leave 38 digits.
ExpressionPtr MakeExact(Arithmetic op, ExpressionPtr left, ExpressionPtr right);

// ---- division.cc

// // and % of integers and decimals; nothing where the result can leave 38 digits.
ExpressionPtr MakeExactDivision(Arithmetic op, ExpressionPtr left, ExpressionPtr right);

// ---- ratio.cc

// The exact fraction that a double stands for, or an exact value stands for itself.
std::optional<Ratio> RatioOf(const ExpressionPtr& operand);
// Of + - * /; nullopt where the operands have none, or it would leave 38 digits.
std::optional<Ratio> CombineRatios(Arithmetic op, const ExpressionPtr& left,
                                   const ExpressionPtr& right);
// The fraction rounded half to even, once. Nothing where that would leave 38 digits on the way.
ExpressionPtr MakeRounded(const Ratio& ratio, const kernel::ValueType& to, bool nullable,
                          std::optional<Interval> interval, Misfits misfits = Misfits::kTold);

// ---- types.cc

// Converts all to the type that every one can become without loss of meaning. False, with *mistake,
// where there is none.
bool Unify(std::vector<ExpressionPtr>* operands, Mistake* mistake);

// ---- logic.cc

enum class Comparison { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
// Requires: operands of one type.
ExpressionPtr MakeComparison(Comparison op, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr MakeNullTest(ExpressionPtr operand, bool is_null);
enum class Logic { kAnd, kOr };
ExpressionPtr MakeLogic(Logic op, ExpressionPtr left, ExpressionPtr right);
ExpressionPtr MakeNot(ExpressionPtr operand);
// Requires: `yes` and `no` of one type.
ExpressionPtr MakeIf(ExpressionPtr condition, ExpressionPtr yes, ExpressionPtr no);
// Requires: both of one type.
ExpressionPtr MakeCoalesce(ExpressionPtr first, ExpressionPtr rest);

// ---- Functions of each row's values alone

// `fill(operands, i, result)` writes row i of the result and returns false for null; for a text it
// appends to the characters. It is called only where every operand has a value.
template <typename Fill>
class RowFunction : public Expression {
 public:
  RowFunction(std::vector<ExpressionPtr> operands, const kernel::ValueType& type, bool nullable,
              std::optional<Interval> interval, Fill fill)
      : Expression(type, nullable, interval), operands_(std::move(operands)), fill_(fill) {}

  [[nodiscard]] kernel::VectorPtr Evaluate(const kernel::Cells& cells) const override {
    std::vector<kernel::VectorPtr> values;
    values.reserve(operands_.size());
    for (const ExpressionPtr& operand : operands_) {
      values.push_back(Spread(operand->Evaluate(cells), cells.size()));
    }
    auto result = kernel::Vector::Make(type().physical(), cells.size());
    for (const kernel::VectorPtr& operand : values) MergeNulls(*operand, result.get());
    const bool text = result->physical == kernel::Physical::kString;
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (!result->IsValid(i) || !fill_(values, i, result.get())) result->SetNull(i);
      if (text) result->strings.EndString();
    }
    return result;
  }

 private:
  std::vector<ExpressionPtr> operands_;
  Fill fill_;
};

template <typename Fill>
ExpressionPtr MakeRowFunction(std::vector<ExpressionPtr> operands, const kernel::ValueType& type,
                              bool nullable, Fill fill, std::optional<Interval> interval = {}) {
  for (const ExpressionPtr& operand : operands) nullable |= operand->nullable();
  return std::make_shared<RowFunction<Fill>>(std::move(operands), type, nullable, interval, fill);
}

}  // namespace datagen::expression
