#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& DenormalisedRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "denormalised",
      "Some columns are decided by others: rows that agree in `on` agree in `columns`",
      {{"columns", ParameterType::kColumnList, "The columns that are decided.", true, ""},
       {"on", ParameterType::kColumnList, "The columns that decide.", true, ""}},
      "lookups of one table with the same `row` or `on`",
      R"({"columns": ["city"], "on": ["country", "postcode"]})"};
  return info;
}

}  // namespace datagen::spec
