#include "functions/kernel/clamp.h"

#include <fmt/format.h>

#include <algorithm>

#include "functions/kernel/binding.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

constexpr double kNoLimit = 1e300;

class ClampModifier : public Modifier {
 public:
  ClampModifier(ValueType type, double low, double high)
      : type_(std::move(type)), low_(low), high_(high) {}

  [[nodiscard]] VectorPtr Apply(const Cells& /*cells*/, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    return Clamp(std::move(values), type_, low_, high_, {});
  }

 private:
  ValueType type_;
  double low_;
  double high_;
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  if (!type.is_numeric()) {
    context.Error("wrong-column-type", arguments.json(),
                  fmt::format("clamp limits numbers, but the values are {}", type.Name()),
                  {.given = type.Name(), .expected = "numbers"});
    return std::nullopt;
  }
  const double low = arguments.Number("min", -kNoLimit);
  const double high = arguments.Number("max", kNoLimit);
  if (high < low) {
    context.Error("reversed-range", arguments.Where("max"),
                  fmt::format("max {} is less than min {}", high, low),
                  {.given = fmt::format("{}", high), .expected = fmt::format("{} or more", low)});
    return std::nullopt;
  }
  BoundModifier bound;
  bound.type = type;
  bound.domain = domain;
  bound.domain.unique = false;
  if (arguments.Has("min") || domain.min) {
    bound.domain.min = std::clamp(domain.min.value_or(low), low, high);
  }
  if (arguments.Has("max") || domain.max) {
    bound.domain.max = std::clamp(domain.max.value_or(high), low, high);
  }
  bound.kernel = std::make_unique<ClampModifier>(type, low, high);
  return bound;
}

}  // namespace

const ModifierInfo& ClampInfo() {
  static const ModifierInfo info{
      {.id = "clamp",
       .summary = "Moves values beyond limits to the nearer limit",
       .details = "",
       .parameters = {{"min", ParameterType::kNumber, "The least value.", false, "none"},
                      {"max", ParameterType::kNumber, "The greatest value.", false, "none"}},
       .example = R"json([{"name": "score", "type": "int", "nullable": false, "generator":
            {"distribution": {"type": "normal", "params": {"mean": 50, "sigma": 30}}},
           "modifiers": [{"transform": "clamp", "args": {"min": 0, "max": 100}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
