// Expressions over the columns of a row: typed at plan time, evaluated a column at a time.
//
// Rules: integers and decimals stay exact under + - * (beyond 64 bits or 38 digits the nearest
// limit); everything else is double. Null in, null out, except in `if` and in comparisons with the
// word null. Division by zero gives null. A string literal beside a date or time is read as one.
//
// Thread-safety: a compiled Expression is immutable; Evaluate may run on many threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "functions/expression/code.h"
#include "functions/kernel/binding.h"

namespace datagen::expression {

// Limits of a number or time that hold for every row, in the unit of its type (days, microseconds).
struct Interval {
  double low;
  double high;
};

class Expression {
 public:
  virtual ~Expression() = default;
  // A value a row; a constant gives one value for all (length 1).
  [[nodiscard]] virtual kernel::VectorPtr Evaluate(const kernel::Cells& cells) const = 0;

  [[nodiscard]] const kernel::ValueType& type() const { return type_; }
  // Whether it can give null.
  [[nodiscard]] bool nullable() const { return nullable_; }
  // Whether it is the same in every row.
  [[nodiscard]] virtual bool is_constant() const { return false; }
  // Not tight, but never too narrow; nullopt: not known.
  [[nodiscard]] const std::optional<Interval>& interval() const { return interval_; }

 protected:
  Expression(kernel::ValueType type, bool nullable, std::optional<Interval> interval = {})
      : type_(std::move(type)), nullable_(nullable), interval_(interval) {}

 private:
  kernel::ValueType type_;
  bool nullable_;
  std::optional<Interval> interval_;
};

using ExpressionPtr = std::unique_ptr<Expression>;

// Compiles an expression; its columns become inputs of the context. Reports mistakes with the
// character they stand at.
ExpressionPtr Compile(const Code& code, kernel::BindContext& context);

// The functions that expressions can call, for the reference.
struct FunctionDoc {
  std::string signature;
  std::string doc;
};
std::vector<FunctionDoc> FunctionDocs();

}  // namespace datagen::expression
