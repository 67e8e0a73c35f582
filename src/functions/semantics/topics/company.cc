#include "functions/semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& CompanyTopic() {
  static const auto* methods = new std::vector<Method>{
      {"company", "name of a firm with its legal form", Subject::kCompany,
       "{{company.name_pattern}}"},
      {"company_suffix", "legal form of a firm", Subject::kCompany,
       "{{company.legal_entity_type}}"},
      {"bs", "what a firm says that it does", Subject::kCompany,
       "{{company.buzz_verb}} {{company.buzz_adjective}} {{company.buzz_noun}}"},
      {"catch_phrase", "what a firm says that it sells", Subject::kCompany,
       "{{company.adjective}} {{company.descriptor}} {{company.noun}}"},
  };
  return *methods;
}

}  // namespace datagen::semantics
