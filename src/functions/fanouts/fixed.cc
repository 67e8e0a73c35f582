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
  return CountDistribution{arguments.Integer("count", 0), {1.0}};
}

}  // namespace

const FanoutInfo& FixedInfo() {
  static const FanoutInfo info{
      {.id = "fixed",
       .summary = "Gives every parent the same number of children",
       .details = "",
       .parameters = {{"count",
                       ParameterType::kInteger,
                       "Children per parent.",
                       true,
                       "",
                       {},
                       0.0,
                       static_cast<double>(kFanoutSupportMax)}},
       .example = R"json([{"id": "parent", "kind": "entity", "pk": "id", "rows": 400, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
           "fanout": {"distribution": "fixed", "count": 3}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "parent_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "parent.id"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::fanouts
