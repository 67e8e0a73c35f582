#include "semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& CompanyTopic() {
  static const auto* methods = new std::vector<Method>{
      {"company", "name of a firm with its legal form", Subject::kCompany,
       "{{company.name_pattern}}", ""},
  };
  return *methods;
}

}  // namespace datagen::semantics
