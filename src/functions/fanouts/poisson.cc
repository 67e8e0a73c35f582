#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"

namespace datagen::fanouts {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

std::optional<CountDistribution> Bind(const Arguments& arguments,
                                      base::Diagnostics* /*diagnostics*/) {
  const double lambda = arguments.Number("lambda", 1);
  if (lambda == 0) return CountDistribution{0, {1.0}};
  PoissonTable table = MakePoissonTable(lambda);
  return CountDistribution{table.first, std::move(table.chances)};
}

}  // namespace

const FanoutInfo& PoissonInfo() {
  static const FanoutInfo info{
      {.id = "poisson",
       .summary = "Draws the number of children from a Poisson law",
       .details = "",
       .parameters =
           {{"lambda", ParameterType::kNumber, "The mean before limits.", true, "", {}, 0.0, 1e9}},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "poisson", "lambda": 4, "min": 0, "max": 20}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
