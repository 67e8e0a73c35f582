#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& MixedScalesRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "mixed_scales",
      "A number lies in limits that another column decides, as a unit does",
      {{"column", ParameterType::kColumn, "The number.", true, ""},
       {"by", ParameterType::kColumn, "The column that decides.", true, ""},
       {"values", ParameterType::kLimitsByValue, "{\"kg\": [low, high], …}; other values break it.",
        true, ""}},
      "`conditional`",
      R"({"column": "weight", "by": "unit", "values": {"kg": [0.1, 50], "g": [100, 50000]}})"};
  return info;
}

}  // namespace datagen::spec
