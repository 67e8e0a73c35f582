#include "functions/semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& PlaceTopic() {
  static const auto* methods = new std::vector<Method>{
      {"address", "street, number, postcode and city on one line", Subject::kPlace,
       "{{location.postal_address}}"},
      {"street_address", "street and number", Subject::kPlace, "{{location.street_address}}"},
      {"street_name", "street without number", Subject::kPlace, "{{location.street}}"},
      {"building_number", "house number", Subject::kPlace, "{{location.building_number}}"},
      {"secondary_address", "flat or floor", Subject::kPlace, "{{location.secondary_address}}"},
      {"city", "name of a city or town", Subject::kPlace, "{{location.city}}"},
      {"state", "state, province or region; where the data have none, a city", Subject::kPlace,
       "{{location.state}}"},
      {"state_abbr", "the state's abbreviation; where there is none, its name", Subject::kPlace,
       "{{location.state@abbr}}"},
      {"postcode", "postal code in the country's form; of the state in the USA and Canada",
       Subject::kPlace, "{{location.zip_code}}"},
      {.name = "country",
       .doc = "name of any country, in the language of the locale",
       .subject = Subject::kPlace,
       .text = "{{location.country}}",
       .of_own_place = "current_country"},
      {.name = "country_code",
       .doc = "ISO 3166 code of two letters of the same country",
       .subject = Subject::kPlace,
       .text = "{{location.country@code}}",
       .of_own_place = "current_country_code"},
      {"current_country", "name of the row's own country, in the language of the locale",
       Subject::kPlace, "{{country.name}}"},
      {"current_country_code", "ISO 3166 code of the row's own country", Subject::kPlace,
       "{{country}}"},
      {.name = "timezone",
       .doc = "name of an IANA time zone; with `locale_from` or `locale` one of the country's",
       .subject = Subject::kPlace,
       .text = "{{location.time_zone}}",
       .text_of_country = "{{location.time_zone.of}}"},
      {.name = "latitude",
       .doc = "degrees from -90 to 90, six digits; column type float, decimal or string",
       .subject = Subject::kPlace,
       .text = "",
       .made = Made::kFloat,
       .low = -90,
       .high = 90},
      {.name = "longitude",
       .doc = "degrees from -180 to 180, six digits; column type float, decimal or string",
       .subject = Subject::kPlace,
       .text = "",
       .made = Made::kFloat,
       .low = -180,
       .high = 180},
  };
  return *methods;
}

}  // namespace datagen::semantics
