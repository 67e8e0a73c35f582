#include "functions/expression/expression.h"

#include "functions/kernel/binding.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class ExpressionGenerator : public Generator {
 public:
  explicit ExpressionGenerator(expression::ExpressionPtr expression)
      : expression_(std::move(expression)) {}
  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    return expression_->Evaluate(cells);
  }

 private:
  expression::ExpressionPtr expression_;
};

bool Fits(const expression::Interval& limits, const ValueType& type) {
  double low = 0;
  double high = 0;
  if (type.kind == TypeKind::kInt) {
    low = static_cast<double>(type.int_min());
    high = static_cast<double>(type.int_max());
  } else if (type.kind == TypeKind::kDecimal) {
    high = static_cast<double>(base::PowerOfTen(type.precision - type.scale)) - 1;
    low = -high;
  } else {
    return false;
  }
  return limits.low >= low && limits.high <= high;
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const auto code = expression::ReadCode(*arguments.Find("code"), context.diagnostics());
  if (!code) return std::nullopt;
  expression::ExpressionPtr expression = expression::Compile(*code, context);
  if (expression == nullptr) return std::nullopt;
  BoundGenerator bound;
  bound.type = expression->type();
  bound.domain.rare_nulls = expression->nullable();
  bound.domain.whole = bound.type.kind == TypeKind::kInt;
  // Limits by interval arithmetic are wider than the values: they say nothing against a type.
  const auto& limits = expression->interval();
  if (limits && Fits(*limits, context.type())) {
    bound.domain.min = limits->low;
    bound.domain.max = limits->high;
  }
  constexpr double kGuessedBytes = 16;
  bound.domain.mean_bytes = kGuessedBytes;
  constexpr double kLongTextBytes = 4096;
  bound.domain.max_bytes = kLongTextBytes;
  bound.kernel = std::make_unique<ExpressionGenerator>(std::move(expression));
  return bound;
}

}  // namespace

const GeneratorInfo& ExpressionInfo() {
  static const GeneratorInfo info{
      {.id = "expression",
       .summary = "Computes a value from other columns of the row",
       .details =
           "Columns, numbers, strings in quotes, `true`, `false`, `null`; `+ - * / // % **`, "
           "comparisons, `and or not`, and the functions below. Integers and decimals stay exact "
           "under `+ - *`, integers also under `//` (the quotient rounded down) and `%` (its "
           "rest); "
           "everything else is double. Null in, null out, except in `if` and in "
           "comparisons with `null`; division by zero gives null. A string beside a date or time "
           "is "
           "read as one. The result is cast to the column's type, half to even.",
       .parameters = {{"code", ParameterType::kString, "The expression.", true, ""}},
       .example = R"json([{"name": "quantity", "type": "int", "nullable": false, "generator":
           {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}},
          {"name": "price", "type": "decimal(10,2)", "nullable": false, "generator":
           {"distribution": {"type": "uniform", "params": {"min": 0.99, "max": 99.99}}}},
          {"name": "total", "type": "decimal(12,2)", "nullable": false, "generator":
           {"expression": {"code": "if(quantity >= 5, quantity * price * 0.9, quantity * price)"}}}
          ])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
