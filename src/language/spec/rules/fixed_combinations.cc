#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& FixedCombinationsRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "fixed_combinations",
      "Some columns have only listed values together",
      {{"columns", ParameterType::kColumnList, "The columns.", true, ""},
       {"values", ParameterType::kRows, "The combinations, a list of values each.", true, ""}},
      "`choice` with `given`, or lookups with the same `row` into a table of combinations",
      R"({"columns": ["country", "currency"], "values": [["DE", "EUR"], ["US", "USD"]]})"};
  return info;
}

}  // namespace datagen::spec
