#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"

namespace datagen::fanouts {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

std::optional<CountDistribution> Bind(const Arguments& arguments, base::Diagnostics* diagnostics) {
  if (!arguments.Has("min") || !arguments.Has("max")) {
    diagnostics->Error("missing-key", arguments.json(), "a uniform fan-out needs 'min' and 'max'");
    return std::nullopt;
  }
  const int64_t low = arguments.Integer("min", 0);
  const int64_t high = arguments.Integer("max", low);
  if (high < low) {
    diagnostics->Error(
        "reversed-range", arguments.Where("max"),
        fmt::format("max {} is less than min {}", high, low),
        {.given = fmt::format("{}", high), .expected = fmt::format("{} or more", low)});
    return std::nullopt;
  }
  return CountDistribution{low, std::vector<double>(static_cast<size_t>(high - low + 1), 1.0)};
}

}  // namespace

const FanoutInfo& UniformInfo() {
  static const FanoutInfo info{
      {.id = "uniform",
       .summary = "Gives every number of children from min to max the same chance",
       .details = "",
       .parameters = {},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "uniform", "min": 1, "max": 7}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
