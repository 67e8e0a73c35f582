#include "foundation/base/calendar.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/numeric_change.h"
#include "functions/kernel/time_window.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Seasonality : public Modifier {
 public:
  Seasonality(ValueType type, TimePattern pattern, int time_slot, bool dates)
      : type_(std::move(type)),
        pattern_(std::move(pattern)),
        time_slot_(time_slot),
        dates_(dates) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = MutableFloats(std::move(values), type_);
    const Vector& times = cells.input(time_slot_);
    const int64_t unit = dates_ ? base::kMicrosPerDay : 1;
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (!times.IsValid(i)) continue;  // no time, no season
      const auto k = static_cast<size_t>(i);
      changed->floats[k] *= pattern_.weights[pattern_.Class(times.ints[k] * unit)];
    }
    return changed;
  }

 private:
  ValueType type_;
  TimePattern pattern_;
  int time_slot_;
  bool dates_;
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  const bool numbers = RequireNumbers(context, arguments.json(), "seasonality", type);
  auto pattern = TimePattern::Read(*arguments.Find("dimension"), *arguments.Find("weights"),
                                   context.diagnostics());
  const auto time = context.UseTimeColumn(arguments.Where("column"), arguments.String("column"));
  if (!numbers || !pattern || !time) return std::nullopt;
  // Weights are normalised to a mean of 1, so the level of the metric stays.
  double sum = 0;
  for (const double weight : pattern->weights) sum += weight;
  for (double& weight : pattern->weights) {
    weight *= static_cast<double>(pattern->weights.size()) / sum;
  }
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls;
  bound.kernel = std::make_unique<Seasonality>(type, std::move(*pattern), time->slot,
                                               time->type.kind == TypeKind::kDate);
  return bound;
}

}  // namespace

const ModifierInfo& SeasonalityInfo() {
  static const ModifierInfo info{
      {.id = "seasonality",
       .summary = "Scales numbers by the hour, the day of the week or the month of the row's time",
       .details = "Weights are normalised to a mean of 1. `dow`: 0 = Monday.",
       .parameters = {{"dimension", ParameterType::kWord, "What the weights go by.", true, "",
                       TimePattern::Dimensions()},
                      {"weights", ParameterType::kNumberList, "24, 7 or 12 weights.", true, ""},
                      {"column", ParameterType::kColumn, "The row's time.", false,
                       "the only date or datetime column"}},
       .example = R"json([{"name": "at", "type": "datetime", "nullable": false, "generator":
            {"datetime_series": {"within": "timeframe", "freq": "H"}}},
          {"name": "demand", "type": "float", "nullable": false, "generator":
            {"distribution": {"type": "normal", "params": {"mean": 100, "sigma": 5}}},
           "modifiers": [{"transform": "seasonality", "args": {"dimension": "dow",
             "weights": [0.9, 1, 1, 1, 1.1, 1.3, 0.7]}}]}])json",
       .second_example = R"json([{"name": "ordered_at", "type": "datetime", "nullable": false,
            "generator": {"datetime_series": {"within": "timeframe", "freq": "H"}}},
          {"name": "paid_at", "type": "datetime", "nullable": false, "generator":
            {"datetime_series": {"within": "timeframe", "freq": "H"}}},
          {"name": "demand", "type": "float", "nullable": false, "generator":
            {"distribution": {"type": "normal", "params": {"mean": 100, "sigma": 5}}},
           "modifiers": [{"transform": "seasonality", "args": {"column": "ordered_at",
             "dimension": "dow", "weights": [0.9, 1, 1, 1, 1.1, 1.3, 0.7]}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
