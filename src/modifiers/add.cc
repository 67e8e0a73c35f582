#include <algorithm>

#include "kernel/binding.h"
#include "kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Add : public Modifier {
 public:
  explicit Add(Operand operand, ValueType type)
      : operand_(std::move(operand)), type_(std::move(type)) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = MutableFloats(std::move(values), type_);
    const VectorPtr operands = operand_.Values(cells);
    double* out = changed->floats.data();
    for (int64_t i = 0; i < cells.size(); ++i) {
      const double operand =
          operands == nullptr ? operand_.constant : operands->floats[static_cast<size_t>(i)];
      out[i] = out[i] + operand;
    }
    if (operands != nullptr && operands->has_nulls()) return WithNulls(changed, operands->valid);
    return changed;
  }

 private:
  Operand operand_;
  ValueType type_;
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  const bool numbers = RequireNumbers(context, arguments.json(), "add", type);
  const auto operand = Operand::Read(context, *arguments.Find("by"));
  if (!numbers || !operand) return std::nullopt;
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls;
  if (domain.min && operand->min) bound.domain.min = *domain.min + *operand->min;
  if (domain.max && operand->max) bound.domain.max = *domain.max + *operand->max;
  bound.kernel = std::make_unique<Add>(*operand, type);
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
           "modifiers": [{"transform": "add", "args": {"by": 2.5}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
