#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Jitter : public Modifier {
 public:
  Jitter(ValueType type, double deviation, bool multiplies, const random::Key& key)
      : type_(std::move(type)),
        deviation_(deviation),
        multiplies_(multiplies),
        stream_(key.Draw(0)) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = MutableFloats(std::move(values), type_);
    base::Buffer<double> noise(static_cast<size_t>(cells.size()));
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      noise[static_cast<size_t>(i)] = random::ToOpenUnit(stream_.Bits(row));
    });
    random::NormalQuantiles(noise.data(), noise.size());
    double* out = changed->floats.data();
    for (size_t i = 0; i < noise.size(); ++i) {
      const double distance = deviation_ * noise[i];
      out[i] = multiplies_ ? out[i] * (1.0 + distance) : out[i] + distance;
    }
    return changed;
  }

 private:
  ValueType type_;
  double deviation_;
  bool multiplies_;
  random::Stream stream_;
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  if (!RequireNumbers(context, arguments.json(), "jitter", type)) return std::nullopt;
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls;
  bound.kernel = std::make_unique<Jitter>(type, arguments.Number("std", 0),
                                          arguments.String("mode", "add") == "mul", context.key());
  return bound;
}

}  // namespace

const ModifierInfo& JitterInfo() {
  static const ModifierInfo info{
      {.id = "jitter",
       .summary = "Adds normal noise, or multiplies by 1 + noise",
       .details = "",
       .parameters =
           {{"std", ParameterType::kNumber, "Standard deviation of the noise.", true, "", {}, 0.0},
            {"mode",
             ParameterType::kWord,
             "How the noise is applied.",
             false,
             "add",
             {"add", "mul"}}},
       .example = R"json([{"name": "reading", "type": "float", "nullable": false, "generator":
            {"choice": {"choices": [10, 20, 30]}},
           "modifiers": [{"transform": "jitter", "args": {"std": 0.05, "mode": "mul"}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
