// Expressions over the columns of a row: typed at plan time, evaluated a column at a time.
//
// Rules: integers and decimals are exact under + - * // % and when rounded; what can leave 38
// digits by the limits of the columns is a mistake that Compile reports. A quotient is a double
// that remembers its exact fraction, which is what a rounding or a cast to a decimal reads.
// Everything else is double. Null in, null out, except in `and` and `or` (three-valued, as in SQL),
// `if`, `coalesce` and the like, and tests for null. Division by zero gives null; so does a double
// that would be no finite number. A string literal where a date or time is wanted is read as one.
//
// Thread-safety: a compiled Expression is immutable; Evaluate may run on many threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "functions/expression/code.h"
#include "functions/expression/text_size.h"
#include "functions/kernel/binding.h"

namespace datagen::expression {

// Limits of a number or time that hold for every row, in the unit of its type (days, microseconds).
struct Interval {
  double low;
  double high;
  // Whether columns or constants give them, and not only a type or a function's own range: limits
  // that are merely possible decide how values are held, but refuse no column.
  bool known = true;
};

// What becomes of a number that its new type can't hold: the nearest that it can, of which the
// cells are told as of a mistake (what a column computes then ends the run), or as of what was
// asked for by a written cast: it is counted where the value is taken.
enum class Misfits { kTold, kNearest };

class Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

// numerator / denominator, both exact (integers or decimals); no denominator: 1.
struct Ratio {
  ExpressionPtr numerator;
  ExpressionPtr denominator;
};

class Expression {
 public:
  virtual ~Expression() = default;
  // A value a row; a constant gives one value for all (length 1).
  [[nodiscard]] virtual kernel::VectorPtr Evaluate(const kernel::Cells& cells) const = 0;

  // Of a double that stands for an exact fraction; else null.
  [[nodiscard]] virtual const Ratio* ratio() const { return nullptr; }
  // Of a choice between values: each of them in the other type, rounded once. Else null.
  [[nodiscard]] virtual ExpressionPtr ConvertedTo(const kernel::ValueType& /*to*/,
                                                  Misfits /*misfits*/) const {
    return nullptr;
  }
  // Whether it is the word null, which takes the type of what stands beside it.
  [[nodiscard]] virtual bool is_null_word() const { return false; }

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

// Compiles an expression; its columns become inputs of the context. Reports mistakes with the
// character they stand at. *texts, when given, is told how long its texts can become.
ExpressionPtr Compile(const Code& code, kernel::BindContext& context, TextSizes* texts = nullptr);

// The versions of the generator `expression` that Compile notes (BindContext::NoteChange): rests of
// doubles and texts as doubles are exact; days that are no whole number are added as such; decimals
// of many digits and doubles become each other exactly.
constexpr int kExactDoubles = 2;
constexpr int kPartsOfDays = 4;
constexpr int kWideCasts = 5;

// The same values in another type, rounded once. Requires: kernel::CanCast between the types.
ExpressionPtr MakeConversion(ExpressionPtr operand, const kernel::ValueType& to,
                             Misfits misfits = Misfits::kTold);
// The same where an exact value is known behind a double; else the operand as it is.
ExpressionPtr MakeExactConversion(ExpressionPtr operand, const kernel::ValueType& to);

// The functions that expressions can call, for the reference.
struct FunctionDoc {
  std::string signature;
  std::string doc;
};
std::vector<FunctionDoc> FunctionDocs();

}  // namespace datagen::expression
