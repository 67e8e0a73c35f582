#include "semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& PlaceTopic() {
  static const auto* methods = new std::vector<Method>{
      {"address", "street, number, postcode and city on one line", Subject::kPlace,
       "{{location.postal_address}}", ""},
      {"city", "name of a city or town", Subject::kPlace, "{{location.city}}", ""},
      {"postcode", "postal code in the country's form", Subject::kPlace, "{{location.postcode}}",
       ""},
      {"country", "name of a country, in the language of the locale", Subject::kPlace,
       "{{location.country}}", ""},
  };
  return *methods;
}

}  // namespace datagen::semantics
