#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"

namespace datagen::fanouts {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// Counts from min (default 1) to max: the chance of the k-th is proportional to 1 / k^alpha.
std::optional<CountDistribution> Bind(const Arguments& arguments, base::Diagnostics* diagnostics) {
  if (!arguments.Has("max")) {
    diagnostics->Error("missing-key", arguments.json(), "a zipf fan-out needs 'max'");
    return std::nullopt;
  }
  const int64_t low = arguments.Integer("min", 1);
  const int64_t high = arguments.Integer("max", low);
  if (high < low) {
    diagnostics->Error(
        "reversed-range", arguments.Where("max"),
        fmt::format("max {} is less than min {}", high, low),
        {.given = fmt::format("{}", high), .expected = fmt::format("{} or more", low)});
    return std::nullopt;
  }
  CountDistribution counts{low, {}};
  const double alpha = arguments.Number("alpha", 1);
  for (int64_t k = low; k <= high; ++k) {
    counts.weights.push_back(random::Power(static_cast<double>(k - low + 1), -alpha));
  }
  return counts;
}

}  // namespace

const FanoutInfo& ZipfInfo() {
  static const FanoutInfo info{
      {.id = "zipf",
       .summary = "Draws the number of children by Zipf's law: from min, chances fall by rank",
       .details = "",
       .parameters = {{"alpha", ParameterType::kNumber, "The exponent.", true, "", {}, 0.0, 100.0}},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "zipf", "alpha": 1.3, "min": 1, "max": 50}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
