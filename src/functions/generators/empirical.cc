#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "functions/kernel/binding.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// A piecewise linear quantile function: chance -> value.
class Empirical : public Generator {
 public:
  // `chances` rise from 0 to 1; piece k spreads from lows[k] to highs[k].
  Empirical(std::vector<double> chances, std::vector<double> lows, std::vector<double> highs,
            const random::Key& key)
      : chances_(std::move(chances)),
        lows_(std::move(lows)),
        highs_(std::move(highs)),
        stream_(key.Draw(0)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kFloat64, cells.size());
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const double u =
          cells.uniforms != nullptr ? cells.uniforms[i] : random::ToOpenUnit(stream_.Bits(row));
      const auto above = std::upper_bound(chances_.begin() + 1, chances_.end() - 1, u);
      const auto k = static_cast<size_t>(above - chances_.begin()) - 1;
      const double width = chances_[k + 1] - chances_[k];
      const double inside = width > 0 ? (u - chances_[k]) / width : 0;
      values->floats[static_cast<size_t>(i)] =
          std::clamp(lows_[k] + (highs_[k] - lows_[k]) * inside, lows_[k], highs_[k]);
    });
    return values;
  }

 private:
  std::vector<double> chances_;
  std::vector<double> lows_;
  std::vector<double> highs_;
  random::Stream stream_;
};

std::optional<BoundGenerator> Finish(BindContext& context, std::vector<double> chances,
                                     std::vector<double> lows, std::vector<double> highs) {
  BoundGenerator bound;
  bound.type = ValueType::Float();
  bound.domain.min = *std::min_element(lows.begin(), lows.end());
  bound.domain.max = *std::max_element(highs.begin(), highs.end());
  bound.follows_uniforms = true;
  bound.kernel = std::make_unique<Empirical>(std::move(chances), std::move(lows), std::move(highs),
                                             context.key());
  return bound;
}

std::optional<BoundGenerator> BindQuantiles(BindContext& context, const base::Json& list) {
  std::vector<double> values;
  for (const base::Json& item : list.items()) {
    values.push_back(*item.AsDouble());
    if (values.size() > 1 && values.back() < values[values.size() - 2]) {
      context.Error("invalid-quantiles", item,
                    fmt::format("quantile {} is less than the one before it", item.Excerpt()),
                    {.expected = "a rising list"});
      return std::nullopt;
    }
  }
  if (values.size() < 2) {
    context.Error("invalid-quantiles", list, "one quantile makes no distribution",
                  {.expected = "at least the least and the greatest value"});
    return std::nullopt;
  }
  std::vector<double> chances;
  for (size_t k = 0; k < values.size(); ++k) {
    chances.push_back(static_cast<double>(k) / static_cast<double>(values.size() - 1));
  }
  std::vector<double> lows(values.begin(), values.end() - 1);
  std::vector<double> highs(values.begin() + 1, values.end());
  return Finish(context, std::move(chances), std::move(lows), std::move(highs));
}

std::optional<BoundGenerator> BindBins(BindContext& context, const base::Json& list) {
  struct Bin {
    double low;
    double high;
    double weight;
  };
  std::vector<Bin> bins;
  double sum = 0;
  bool ok = true;
  for (const base::Json& item : list.items()) {
    std::vector<double> numbers;
    for (const base::Json& number : item.items()) {
      if (const auto value = number.AsDouble()) numbers.push_back(*value);
    }
    if (numbers.size() != 3 || item.items().size() != 3 || numbers[1] < numbers[0] ||
        numbers[2] < 0) {
      context.Error(
          "invalid-bins", item, fmt::format("bin {} is not understood", item.Excerpt()),
          {.expected = "[low, high, weight] with low <= high and a weight of at least 0"});
      ok = false;
      continue;
    }
    bins.push_back({numbers[0], numbers[1], numbers[2]});
    sum += numbers[2];
  }
  if (!ok) return std::nullopt;
  if (!(sum > 0)) {
    context.Error("invalid-weights", list, "the weights of all bins add up to 0",
                  {.expected = "a sum above 0"});
    return std::nullopt;
  }
  // Rising values make a quantile function, whatever order the bins are listed in.
  std::stable_sort(bins.begin(), bins.end(),
                   [](const Bin& a, const Bin& b) { return a.low < b.low; });
  std::vector<double> chances = {0};
  std::vector<double> lows;
  std::vector<double> highs;
  double running = 0;
  for (const Bin& bin : bins) {
    if (bin.weight == 0) continue;
    chances.push_back((running += bin.weight) / sum);
    lows.push_back(bin.low);
    highs.push_back(bin.high);
  }
  chances.back() = 1;
  return Finish(context, std::move(chances), std::move(lows), std::move(highs));
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json* quantiles = arguments.Find("quantiles");
  const base::Json* bins = arguments.Find("bins");
  if ((quantiles == nullptr) == (bins == nullptr)) {
    context.Error("exclusive-keys", arguments.json(),
                  "empirical needs exactly one of 'quantiles' and 'bins'");
    return std::nullopt;
  }
  return quantiles != nullptr ? BindQuantiles(context, *quantiles) : BindBins(context, *bins);
}

}  // namespace

const GeneratorInfo& EmpiricalInfo() {
  static const GeneratorInfo info{
      {.id = "empirical",
       .summary = "Draws from a measured distribution, given by quantiles or by a histogram",
       .details =
           "`quantiles` are equally far apart in chance, from the least value to the greatest; "
           "between two of them values spread evenly, as they do inside a bin.",
       .parameters = {{"quantiles", ParameterType::kNumberList,
                       "Rising values: minimum, …, maximum.", false, ""},
                      {"bins",
                       ParameterType::kAnyList,
                       "[low, high, weight] for each bin.",
                       false,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "array", "minItems": 1, "items": {"type": "array",
                "items": {"type": "number"}, "minItems": 3, "maxItems": 3}})json"}},
       .example = R"json([{"name": "age", "type": "int", "nullable": false, "generator":
            {"empirical": {"bins": [[0, 17, 18], [18, 64, 62], [65, 95, 20]]}}},
          {"name": "basket", "type": "decimal(8,2)", "nullable": false, "generator":
            {"empirical": {"quantiles": [1.5, 8, 14.9, 22, 31.25, 60, 250]}}}])json",
       .changes = {WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
