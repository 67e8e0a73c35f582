#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& HierarchyRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "hierarchy",
      "References inside a table make trees: no row is above itself",
      {{"column", ParameterType::kColumn, "The column that refers to the row above.", true, ""},
       {"depth_max",
        ParameterType::kInteger,
        "The most rows above a row.",
        false,
        "",
        {},
        0.0,
        1e6}},
      "`lookup` into the own table",
      R"({"column": "manager_id", "depth_max": 6})"};
  return info;
}

}  // namespace datagen::spec
