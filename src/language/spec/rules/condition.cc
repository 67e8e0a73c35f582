#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& ConditionRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "condition",
      "A condition is false in no row: the CHECK of a database, which lets pass what is null",
      {{"code", ParameterType::kCode, "The condition over columns of the row.", true, ""}},
      "`null_when`, `conditional`, `after` or `expression`",
      R"({"code": "status != 'paid' or paid_at is not null"})"};
  return info;
}

}  // namespace datagen::spec
