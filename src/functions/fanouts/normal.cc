#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"

namespace datagen::fanouts {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// Chances of k = the normal mass from k - 1/2 to k + 1/2; below 0 goes to 0.
std::optional<CountDistribution> Bind(const Arguments& arguments,
                                      base::Diagnostics* /*diagnostics*/) {
  const double mean = arguments.Number("mean", 1);
  const double sigma = arguments.Number("sigma", 1);
  constexpr double kReach = 9;
  const auto low = static_cast<int64_t>(std::fmax(0, std::floor(mean - kReach * sigma)));
  const auto high = static_cast<int64_t>(std::ceil(mean + kReach * sigma));
  CountDistribution counts{low, {}};
  double below = 0;
  for (int64_t k = low; k <= high; ++k) {
    const double up_to = random::NormalCdf((static_cast<double>(k) + 0.5 - mean) / sigma);
    counts.weights.push_back(std::fmax(0, up_to - below));
    below = up_to;
  }
  return counts;
}

}  // namespace

const FanoutInfo& NormalInfo() {
  static const FanoutInfo info{
      {.id = "normal",
       .summary = "Draws the number of children from a rounded normal law",
       .details = "",
       .parameters =
           {{"mean", ParameterType::kNumber, "The mean before limits.", true, "", {}, 0.0, 1e9},
            {"sigma", ParameterType::kNumber, "Standard deviation.", true, "", {}, 1e-9, 5e4}},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "normal", "mean": 8, "sigma": 2}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
