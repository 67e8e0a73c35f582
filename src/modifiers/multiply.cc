#include <algorithm>

#include "kernel/binding.h"
#include "kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Multiply : public Modifier {
 public:
  explicit Multiply(Operand operand, ValueType type)
      : operand_(std::move(operand)), type_(std::move(type)) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = MutableFloats(std::move(values), type_);
    const VectorPtr operands = operand_.Values(cells);
    double* out = changed->floats.data();
    for (int64_t i = 0; i < cells.size(); ++i) {
      const double operand =
          operands == nullptr ? operand_.constant : operands->floats[static_cast<size_t>(i)];
      out[i] = out[i] * operand;
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
  const bool numbers = RequireNumbers(context, arguments.json(), "multiply", type);
  const auto operand = Operand::Read(context, *arguments.Find("by"));
  if (!numbers || !operand) return std::nullopt;
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls;
  if (domain.min && domain.max && operand->min && operand->max) {
    const auto [low, high] =
        std::minmax({*domain.min * *operand->min, *domain.min * *operand->max,
                     *domain.max * *operand->min, *domain.max * *operand->max});
    bound.domain.min = low;
    bound.domain.max = high;
  }
  bound.kernel = std::make_unique<Multiply>(*operand, type);
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
                         {"transform": "multiply", "args": {"by": "quantity"}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
