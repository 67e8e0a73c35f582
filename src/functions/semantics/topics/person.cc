#include "functions/semantics/method.h"

namespace datagen::semantics {
namespace {

constexpr const char* kEmail =
    "{{ascii:person.first_name}}.{{ascii:person.last_name}}{{digits:##}}@{{internet.example_email}"
    "}";
constexpr const char* kUniqueEmail =
    "{{ascii:person.first_name}}.{{ascii:person.last_name}}.{n}@{{internet.example_email}}";

}  // namespace

const std::vector<Method>& PersonTopic() {
  static const auto* methods = new std::vector<Method>{
      {"name", "full name, sometimes with a prefix or suffix", Subject::kPerson, "{{person.name}}"},
      {"first_name", "given name", Subject::kPerson, "{{person.first_name}}"},
      {"last_name", "family name", Subject::kPerson, "{{person.last_name}}"},
      {"prefix", "title before the name", Subject::kPerson, "{{person.prefix}}"},
      {"suffix", "title behind the name", Subject::kPerson, "{{person.suffix}}"},
      {.name = "gender",
       .doc = "`female` or `male`, as the person's names are",
       .subject = Subject::kPerson,
       .text = "{{person.gender}}",
       .lists = {{"person.gender.female", {"female"}}, {"person.gender.male", {"male"}}}},
      {"user_name", "name of an account, made of the person's name", Subject::kPerson,
       "{{ascii:person.first_name}}{{ascii:person.last_name}}{{digits:##}}",
       "{{ascii:person.first_name}}{{ascii:person.last_name}}{n}"},
      {"email", "address made of the person's name, at a domain reserved for examples",
       Subject::kPerson, kEmail, kUniqueEmail},
      {"safe_email", "the same as email", Subject::kPerson, kEmail, kUniqueEmail},
      {"free_email", "address at a public provider: it may be someone's", Subject::kPerson,
       "{{ascii:person.first_name}}.{{ascii:person.last_name}}{{digits:##}}@"
       "{{internet.free_email}}",
       "{{ascii:person.first_name}}.{{ascii:person.last_name}}.{n}@{{internet.free_email}}"},
      {"phone_number", "valid mobile number of the country, in its international form",
       Subject::kPerson, "{{phone_number.human}}"},
      {"job", "title of a job", Subject::kPerson, "{{person.job_title_pattern}}"},
      {.name = "date_of_birth",
       .doc = "date 18 to 90 years before the timeframe's start; column type date, datetime or "
              "string",
       .subject = Subject::kPerson,
       .text = "",
       .made = Made::kDate,
       .low = 18,
       .high = 90},
  };
  return *methods;
}

}  // namespace datagen::semantics
