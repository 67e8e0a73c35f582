#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& ReferenceTableRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "reference_table",
      "Some columns together are a row of another table",
      {{"columns", ParameterType::kColumnList, "The columns.", true, ""},
       {"to", ParameterType::kReference, "\"table.(a,b)\": the columns they are among.", true, ""}},
      "lookups with the same `row`",
      R"json({"columns": ["city", "state"], "to": "place.(city,state)"})json"};
  return info;
}

}  // namespace datagen::spec
