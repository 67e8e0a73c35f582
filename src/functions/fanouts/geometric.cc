#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"

namespace datagen::fanouts {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// Chance of k: p (1 - p)^k with p = 1 / (1 + mean).
std::optional<CountDistribution> Bind(const Arguments& arguments,
                                      base::Diagnostics* /*diagnostics*/) {
  const double p = 1 / (1 + arguments.Number("mean", 1));
  CountDistribution counts;
  constexpr double kNegligible = 1e-17;
  for (double chance = p; chance > kNegligible * p; chance *= 1 - p)
    counts.weights.push_back(chance);
  return counts;
}

}  // namespace

const FanoutInfo& GeometricInfo() {
  static const FanoutInfo info{
      {.id = "geometric",
       .summary = "Draws the number of children from a geometric law: many few, few many",
       .details = "",
       .parameters =
           {{"mean", ParameterType::kNumber, "The mean before limits.", true, "", {}, 1e-6, 2e4}},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "geometric", "mean": 2.5, "max": 40}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
