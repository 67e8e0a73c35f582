#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"

namespace datagen::fanouts {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

std::optional<CountDistribution> Bind(const Arguments& arguments, base::Diagnostics* diagnostics) {
  const auto weights = ReadWeights(*arguments.Find("weights"), 0, "counts", diagnostics);
  if (!weights) return std::nullopt;
  return CountDistribution{arguments.Integer("first", 0), *weights};
}

}  // namespace

const FanoutInfo& EmpiricalInfo() {
  static const FanoutInfo info{
      {.id = "empirical",
       .summary = "Draws the number of children from measured shares",
       .details = "",
       .parameters = {{"weights", ParameterType::kNumberList,
                       "The shares of first, first + 1, … children.", true, ""},
                      {"first",
                       ParameterType::kInteger,
                       "What the first share stands for.",
                       false,
                       "0",
                       {},
                       0.0,
                       static_cast<double>(kFanoutSupportMax)}},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "empirical", "weights": [10, 40, 30, 15, 5]}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json",
       .second_example =
           R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "empirical", "weights": [40, 30, 15, 5], "first": 1,
             "clamp": [1, 3]}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
