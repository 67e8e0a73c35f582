#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& CarryOverRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "carry_over",
      "A column has the value of the row that it refers to",
      {{"column", ParameterType::kColumn, "The column that is carried.", true, ""},
       {"to", ParameterType::kReference, "\"table.column\": where the value comes from.", true, ""},
       {"on", ParameterType::kColumnPairs, "{\"key here\": \"key there\"}.", true, ""}},
      "`lookup` from the parent, or with `on`",
      R"({"column": "country", "to": "customer.country", "on": {"customer_id": "id"}})"};
  return info;
}

}  // namespace datagen::spec
