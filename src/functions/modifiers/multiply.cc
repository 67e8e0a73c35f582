#include <algorithm>
#include <functional>

#include "functions/kernel/binding.h"
#include "functions/kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  const bool numbers = RequireNumbers(context, arguments.json(), "multiply", type);
  const auto operand = Operand::Read(context, *arguments.Find("by"));
  if (!numbers || !operand) return std::nullopt;
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls || operand->null_by_design;
  bound.domain.rare_nulls = operand->nullable;
  if (operand->nullable && !domain.nulls && context.default_nulls()) context.NoteChange(2);
  if (domain.min && domain.max && operand->min && operand->max) {
    const auto [low, high] =
        std::minmax({*domain.min * *operand->min, *domain.min * *operand->max,
                     *domain.max * *operand->min, *domain.max * *operand->max});
    bound.domain.min = low;
    bound.domain.max = high;
  }
  bound.kernel = std::make_unique<ChangeByOperand<std::multiplies<>>>(*operand, type);
  return bound;
}

}  // namespace

const ModifierInfo& MultiplyInfo() {
  static const ModifierInfo info{
      {.id = "multiply",
       .summary = "Multiplies by a number or a column",
       .details = "Null where a column it takes is null.",
       .parameters = {{"by",
                       ParameterType::kAny,
                       "A number, or a column of numbers.",
                       true,
                       "",
                       {},
                       {},
                       {},
                       kOperandSchema}},
       .example = R"json([{"name": "quantity", "type": "int", "nullable": false, "generator":
            {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}},
          {"name": "price", "type": "float", "nullable": false, "generator":
            {"distribution": {"type": "uniform", "params": {"min": 1, "max": 50}}},
           "modifiers": [{"transform": "multiply", "args": {"by": 1.19}},
                         {"transform": "multiply", "args": {"by": "quantity"}}]}])json",
       .changes = {{"2026-11-30",
                    "a nullable column of which nothing says how many are null has no other nulls "
                    "than those of `by`, where it had 5 % more"}}},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
