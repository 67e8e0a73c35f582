#include <fmt/format.h>

#include <algorithm>

#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"
#include "functions/kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

enum class Mode { kSpike, kDrop, kBurst };

constexpr int64_t kBurstLeast = 2;
constexpr int64_t kBurstMost = 10;

// The chance that a run starts at a row, such that `rate` of the rows are inside one.
double BurstStartRate(double rate) {
  // A row is spared when none of the rows before it starts a run that reaches it.
  const auto hit = [](double start) {
    double spared = 1;
    for (int64_t back = 0; back < kBurstMost; ++back) {
      const int64_t longer = kBurstMost - std::max(back, kBurstLeast - 1);
      const double reaches =
          static_cast<double>(longer) / static_cast<double>(kBurstMost - kBurstLeast + 1);
      spared *= 1 - start * reaches;
    }
    return 1 - spared;
  };
  double low = 0;
  double high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (hit(middle) < rate ? low : high) = middle;
  }
  return (low + high) / 2;
}

class Outliers : public Modifier {
 public:
  Outliers(ValueType type, Mode mode, double rate, std::unique_ptr<Law> magnitude,
           bool allow_exceed, bool family, const random::Key& key)
      : type_(std::move(type)),
        mode_(mode),
        threshold_(mode == Mode::kBurst ? BurstStartRate(rate) : rate),
        magnitude_(std::move(magnitude)),
        allow_exceed_(allow_exceed),
        family_(family),
        hit_stream_(key.Draw(0)),
        magnitude_stream_(key.Draw(1)),
        length_stream_(key.Draw(2)) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* beyond_clamp) const override {
    auto changed = MutableFloats(std::move(values), type_);
    if (allow_exceed_ && beyond_clamp->empty()) {
      beyond_clamp->Assign(static_cast<size_t>(cells.size()), 0);
    }
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const bool hit = mode_ == Mode::kBurst ? InBurst(row, cells, i) : Starts(row);
      if (!hit) return;
      double magnitude = 0;
      magnitude_->Draw(magnitude_stream_, RowIds::Range(row, 1), &magnitude);
      double& value = changed->floats[static_cast<size_t>(i)];
      value = mode_ == Mode::kDrop ? value / magnitude : value * magnitude;
      if (allow_exceed_) (*beyond_clamp)[static_cast<size_t>(i)] = 1;
    });
    return changed;
  }

 private:
  [[nodiscard]] bool Starts(int64_t row) const {
    return random::ToUnit(hit_stream_.Bits(row)) < threshold_;
  }

  // Runs begin up to 9 rows back, also before the parent's first child (and are cut there), so that
  // every row has the same chance.
  [[nodiscard]] bool InBurst(int64_t row, const Cells& cells, int64_t i) const {
    const int64_t index = family_ ? cells.child_indexes[i] : row;
    // Starts of one parent must not show in the next: rows before the first child are numbered
    // apart.
    for (int64_t back = 0; back < kBurstMost; ++back) {
      const int64_t start =
          back <= index ? row - back : -(row - index + 1) * kBurstMost - back + index;
      if (!Starts(start)) continue;
      const int64_t length =
          kBurstLeast +
          static_cast<int64_t>(random::ToIndex(
              length_stream_.Bits(start), static_cast<uint64_t>(kBurstMost - kBurstLeast + 1)));
      if (length > back) return true;
    }
    return false;
  }

  ValueType type_;
  Mode mode_;
  double threshold_;
  std::unique_ptr<Law> magnitude_;
  bool allow_exceed_;
  bool family_;
  random::Stream hit_stream_;
  random::Stream magnitude_stream_;
  random::Stream length_stream_;
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  const bool numbers = RequireNumbers(context, arguments.json(), "outliers", type);
  const base::Json& law_json = *arguments.Find("magnitude_dist");
  std::unique_ptr<Law> law;
  if (CheckArguments(law_json,
                     {{"type", ParameterType::kString, "", true, ""},
                      {"params", ParameterType::kObject, "", true, ""}},
                     "magnitude_dist", context.diagnostics())) {
    law = Law::Read(*law_json.Find("type"), *law_json.Find("params"), context.diagnostics());
  }
  if (!numbers || law == nullptr) return std::nullopt;
  const std::string name = arguments.String("mode");
  const Mode mode = name == "spike" ? Mode::kSpike : name == "drop" ? Mode::kDrop : Mode::kBurst;
  if (mode == Mode::kDrop && !(law->min() && *law->min() > 0) &&
      law_json.Find("type")->text() != "lognormal") {
    context.Error("value-out-of-range", law_json,
                  "drop divides by the magnitude, which this law can make 0 or negative",
                  {.expected = "a law above 0, like uniform from 2 to 5 or lognormal"});
    return std::nullopt;
  }
  const bool family = !context.parent_name().empty();
  if (family && mode == Mode::kBurst && !context.UseFamily(arguments.json())) return std::nullopt;
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls;
  bound.kernel = std::make_unique<Outliers>(type, mode, arguments.Number("rate", 0), std::move(law),
                                            arguments.Bool("allow_exceed", false),
                                            family && mode == Mode::kBurst, context.key());
  return bound;
}

}  // namespace

const ModifierInfo& OutliersInfo() {
  static const ModifierInfo info{
      {.id = "outliers",
       .summary = "Makes some rows stand out: spikes, drops, or bursts of neighbours",
       .details =
           "A hit row is multiplied by a drawn magnitude (`spike`, `burst`) or divided by it "
           "(`drop`). `burst` hits runs of 2 to 10 consecutive rows of one parent, cut at its "
           "ends; "
           "`rate` stays the expected share of rows. With `allow_exceed` the generator's clamp "
           "does "
           "not hold for hit rows.",
       .parameters =
           {{"rate", ParameterType::kNumber, "The expected share of rows.", true, "", {}, 0.0, 1.0},
            {"mode", ParameterType::kWord, "What happens.", true, "", {"spike", "drop", "burst"}},
            {"magnitude_dist",
             ParameterType::kObject,
             "The law of the factor: {type, params}.",
             true,
             "",
             {},
             {},
             {},
             R"json({"type": "object", "additionalProperties": false,
                "required": ["type", "params"], "properties": {"type": {"type": "string"},
                "params": {"type": "object"}}})json"},
            {"allow_exceed", ParameterType::kBool, "Whether hit rows may leave the clamp.", false,
             "false"}},
       .example = R"json([{"name": "load", "type": "float", "nullable": false, "generator":
            {"distribution": {"type": "normal", "params": {"mean": 50, "sigma": 5},
              "clamp": [0, 100]}},
           "modifiers": [{"transform": "outliers", "args": {"rate": 0.02, "mode": "spike",
             "magnitude_dist": {"type": "uniform", "params": {"min": 3, "max": 6}},
             "allow_exceed": true}}]},
          {"name": "latency", "type": "float", "nullable": false, "generator":
            {"distribution": {"type": "lognormal", "params": {"mean": 2, "sigma": 0.3}}},
           "modifiers": [{"transform": "outliers", "args": {"rate": 0.05, "mode": "burst",
             "magnitude_dist": {"type": "uniform", "params": {"min": 5, "max": 9}}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
