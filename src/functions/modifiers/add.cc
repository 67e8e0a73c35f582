#include <functional>

#include "functions/kernel/binding.h"
#include "functions/kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  const bool numbers = RequireNumbers(context, arguments.json(), "add", type);
  const auto operand = Operand::Read(context, *arguments.Find("by"));
  if (!numbers || !operand) return std::nullopt;
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls || operand->null_by_design;
  bound.domain.rare_nulls = operand->nullable;
  if (operand->nullable && !domain.nulls && context.default_nulls()) context.NoteChange(2);
  if (domain.min && operand->min) bound.domain.min = *domain.min + *operand->min;
  if (domain.max && operand->max) bound.domain.max = *domain.max + *operand->max;
  bound.kernel = std::make_unique<ChangeByOperand<std::plus<>>>(*operand, type);
  return bound;
}

}  // namespace

const ModifierInfo& AddInfo() {
  static const ModifierInfo info{
      {.id = "add",
       .summary = "Adds a number or a column",
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
       .example = R"json([{"name": "fee", "type": "float", "nullable": false, "generator":
            {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}},
           "modifiers": [{"transform": "add", "args": {"by": 2.5}}]}])json",
       .changes = {{"2026-11-30",
                    "a nullable column of which nothing says how many are null has no other nulls "
                    "than those of `by`, where it had 5 % more"}}},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
