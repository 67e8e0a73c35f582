#include "semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& IdentifierTopic() {
  static const auto* methods = new std::vector<Method>{
      {"uuid4", "version 4 uuid as text", Subject::kNone, "{{uuid}}", "{{uuid}}"},
  };
  return *methods;
}

}  // namespace datagen::semantics
