#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "foundation/base/rounding.h"
#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class TimeJitter : public Modifier {
 public:
  TimeJitter(double deviation_micros, const random::Key& key)
      : deviation_micros_(deviation_micros), stream_(key.Draw(0)) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = Mutable(std::move(values));
    base::Buffer<double> noise(static_cast<size_t>(cells.size()));
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      noise[static_cast<size_t>(i)] = random::ToOpenUnit(stream_.Bits(row));
    });
    random::NormalQuantiles(noise.data(), noise.size());
    // Whole seconds: a clock that ticks in microseconds looks made up.
    constexpr auto kSecond = static_cast<double>(base::kMicrosPerSecond);
    for (size_t i = 0; i < noise.size(); ++i) {
      if (!changed->IsValid(static_cast<int64_t>(i))) continue;
      const double seconds = base::RoundHalfEven(deviation_micros_ * noise[i] / kSecond);
      changed->ints[i] += static_cast<int64_t>(seconds) * base::kMicrosPerSecond;
    }
    return changed;
  }

 private:
  double deviation_micros_;
  random::Stream stream_;
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  if (type.kind != TypeKind::kDatetime) {
    context.Error("wrong-column-type", arguments.json(),
                  fmt::format("time_jitter changes datetimes, but the values are {}", type.Name()),
                  {.given = type.Name(), .expected = "datetimes"});
    return std::nullopt;
  }
  if (arguments.Has("std_minutes") == arguments.Has("std_seconds")) {
    context.Error("exclusive-keys", arguments.json(),
                  "time_jitter needs exactly one of 'std_minutes' and 'std_seconds'");
    return std::nullopt;
  }
  const double micros =
      arguments.Number("std_minutes", 0) * static_cast<double>(base::kMicrosPerMinute) +
      arguments.Number("std_seconds", 0) * static_cast<double>(base::kMicrosPerSecond);
  BoundModifier bound;
  bound.type = type;
  bound.domain = domain;
  bound.domain.unique = false;
  bound.domain.min.reset();
  bound.domain.max.reset();
  bound.domain.distinct.reset();
  bound.kernel = std::make_unique<TimeJitter>(micros, context.key());
  return bound;
}

}  // namespace

const ModifierInfo& TimeJitterInfo() {
  constexpr double kYearMinutes = 527'040;
  static const ModifierInfo info{
      {.id = "time_jitter",
       .summary = "Moves datetimes by normal noise of whole seconds",
       .details = "",
       .parameters = {{"std_minutes",
                       ParameterType::kNumber,
                       "Standard deviation in minutes.",
                       false,
                       "",
                       {},
                       0.0,
                       kYearMinutes},
                      {"std_seconds",
                       ParameterType::kNumber,
                       "Standard deviation in seconds.",
                       false,
                       "",
                       {},
                       0.0,
                       kYearMinutes * 60}},
       .example = R"json([{"name": "at", "type": "datetime", "nullable": false, "generator":
            {"datetime_series": {"within": "timeframe", "freq": "H"}},
           "modifiers": [{"transform": "time_jitter", "args": {"std_minutes": 20}}]}])json",
       .second_example = R"json([{"name": "at", "type": "datetime", "nullable": false, "generator":
            {"datetime_series": {"within": "timeframe", "freq": "min"}},
           "modifiers": [{"transform": "time_jitter", "args": {"std_seconds": 15}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
