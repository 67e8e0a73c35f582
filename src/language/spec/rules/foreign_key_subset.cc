#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& ForeignKeySubsetRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "foreign_key_subset",
      "A reference leads only to rows for which a condition holds",
      {{"column", ParameterType::kColumn, "The referring column.", true, ""},
       {"to", ParameterType::kReference, "The key it refers to.", true, ""},
       {"where", ParameterType::kCode, "The condition, over columns of the other table.", true,
        ""}},
      "`lookup` with `pick` `matching@COLUMN`",
      R"({"column": "driver_id", "to": "employee.id", "where": "has_licence"})"};
  return info;
}

}  // namespace datagen::spec
