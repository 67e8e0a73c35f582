#include "language/spec/rule.h"

namespace datagen::spec {

const RuleInfo& KeySubsetRule() {
  using kernel::ParameterType;
  static const RuleInfo info{"key_subset",
                             "Every primary key is a primary key of another table too",
                             {{"to", ParameterType::kTable, "The other table.", true, ""}},
                             "`lookup` of the other key with `pick` `unique` or `each_once`",
                             R"({"to": "customer"})"};
  return info;
}

}  // namespace datagen::spec
