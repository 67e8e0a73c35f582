#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& OneHotRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "one_hot",
      "Exactly one of some columns is true (or 1)",
      {{"columns", ParameterType::kColumnList, "Columns of bool or int.", true, ""}},
      "`expression`s that compare a hidden column",
      R"({"columns": ["is_new", "is_used"]})"};
  return info;
}

}  // namespace datagen::spec
