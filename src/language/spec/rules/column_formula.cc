#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& ColumnFormulaRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "column_formula",
      "A column is what an expression gives",
      {{"column", ParameterType::kColumn, "The column.", true, ""},
       {"code", ParameterType::kCode, "The expression over columns of the row.", true, ""}},
      "`expression`",
      R"({"column": "amount", "code": "quantity * price"})"};
  return info;
}

}  // namespace datagen::spec
