#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& ChainedInequalityRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "chained_inequality",
      "Columns rise from left to right",
      {{"columns", ParameterType::kColumnList, "Two or more columns, the least first.", true, ""},
       {"strict", ParameterType::kBool, "Whether equal neighbours break it.", false, "false"}},
      "a chain of `after`",
      R"({"columns": ["ordered", "shipped", "paid"], "strict": true})"};
  return info;
}

}  // namespace datagen::spec
