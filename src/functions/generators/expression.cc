#include <string>

#include "functions/expression/expression.h"
#include "functions/expression/limits.h"
#include "functions/expression/null_flow.h"
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

// Which columns' nulls come through: for certain, and perhaps.
void DescribeNulls(BindContext& context, const expression::Code& code, BoundGenerator* bound) {
  const expression::NullFlow flow = expression::NullFlowOf(*code.tree);
  for (const std::string& name : flow.unguarded) {
    const auto column = context.UseColumn(code.where, name);  // an input already
    if (!column) continue;
    const bool always = column->null_by_design && flow.always.contains(name);
    if (always && bound->null_with.empty()) bound->null_with = name;
    if (column->null_at_random && bound->null_perhaps_with.empty()) bound->null_perhaps_with = name;
  }
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const auto code = expression::ReadCode(*arguments.Find("code"), context.diagnostics());
  if (!code) return std::nullopt;
  expression::TextSizes texts;
  expression::ExpressionPtr expression = expression::Compile(*code, context, &texts);
  if (expression == nullptr) return std::nullopt;
  // A fraction is rounded once, to the column's type; through a double it would be rounded twice.
  const ValueType& target = context.type();
  const bool exact = target.kind == TypeKind::kDecimal || target.kind == TypeKind::kInt;
  if (exact && expression->type().kind == TypeKind::kFloat) {
    expression = expression::MakeExactConversion(expression, target);
  }
  BoundGenerator bound;
  bound.type = expression->type();
  bound.domain.rare_nulls = expression->nullable();
  DescribeNulls(context, *code, &bound);
  bound.domain.whole = bound.type.kind == TypeKind::kInt;
  if (const auto& limits = expression->interval(); limits && limits->known) {
    const expression::Interval said = expression::AsSaid(*limits, bound.type);
    bound.domain.min = said.low;
    bound.domain.max = said.high;
  }
  constexpr double kGuessedBytes = 16;
  bound.domain.mean_bytes = kGuessedBytes;
  // Batches are cut by the texts on the way, which are in memory too.
  bound.domain.max_bytes = texts.greatest;
  if (bound.type.is_text()) bound.domain.max_characters = texts.result;
  bound.computed = true;
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
           "comparisons, `is null`, `is not null`, `and or not`, and the functions below.\n\n"
           "Integers and decimals are exact under `+ - *`, `//` (the quotient rounded down), `%` "
           "(its rest) and all roundings; what could leave 38 digits by the limits of the columns "
           "is an error before the first row. `/` gives a double, but what `+ - * /` make of "
           "integers and decimals is rounded to a decimal or an integer from its exact value, "
           "once (where that takes at most 38 digits). Everything else is double. Roundings are "
           "half "
           "to even, as in sums they cancel out; SQL's `round` of decimals is half away from "
           "zero, its `round_even` the same as here.\n\n"
           "Null in, null out, but `and` and `or` are three-valued as in SQL: `true or null` is "
           "true. `x == null` and `x != null` ask for nulls as `x is null` does; any other "
           "comparison with a null gives null, and a condition that is null does not hold. "
           "Division "
           "by zero gives null, as does a double that is no finite number.\n\n"
           "A string where a date or time is wanted is read as one. Dates keep to the years 0001 "
           "to 9999: what leaves them is an error, by the limits before the first row, else at its "
           "row. The result is cast to the column's type, half to even; limits that the "
           "type can't hold are an error.",
       .parameters = {{"code", ParameterType::kString, "The expression.", true, ""}},
       .example = R"json([{"name": "quantity", "type": "int", "nullable": false, "generator":
           {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}},
          {"name": "price", "type": "decimal(10,2)", "nullable": false, "generator":
           {"distribution": {"type": "uniform", "params": {"min": 0.99, "max": 99.99}}}},
          {"name": "total", "type": "decimal(12,2)", "nullable": false, "generator":
           {"expression": {"code": "if(quantity >= 5, quantity * price * 0.9, quantity * price)"}}}
          ])json",
       .changes = {{"2026-11-30",
                    "`%` of doubles is exact, where it was rounded on its way and of a quotient "
                    "beyond 2^53 no rest at all; '+5' and '1e-400' become a float, where they "
                    "became null"},
                   {"2026-11-30",
                    "a nullable column with modifiers of which nothing says how many are null has "
                    "no other nulls than those that it computes, where it had 5 % more",
                    Change::Of::kNulls},
                   {"2026-11-30",
                    "`add_days` adds parts of a day to a datetime and leaves them out of a date's "
                    "days, where they were rounded to whole days"},
                   WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
