#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& PolymorphicRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "polymorphic",
      "A reference leads to the table that another column names",
      {{"column", ParameterType::kColumn, "The referring column.", true, ""},
       {"by", ParameterType::kColumn, "The column that names the table.", true, ""},
       {"values", ParameterType::kReferencesByValue,
        "{\"value of by\": \"table.key\", …}; other values break it.", true, ""}},
      "`conditional` with a `lookup` for each case",
      R"({"column": "owner_id", "by": "owner", "values": {"person": "person.id", "firm": "firm.id"}})"};
  return info;
}

}  // namespace datagen::spec
