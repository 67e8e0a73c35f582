#include "semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& PersonTopic() {
  static const auto* methods = new std::vector<Method>{
      {"name", "full name, sometimes with a prefix or suffix", Subject::kPerson, "{{person.name}}",
       ""},
      {"first_name", "given name", Subject::kPerson, "{{person.first_name}}", ""},
      {"last_name", "family name", Subject::kPerson, "{{person.last_name}}", ""},
      {"email", "address made of the person's name, at a domain reserved for examples",
       Subject::kPerson,
       "{{ascii:person.first_name}}.{{ascii:person.last_name}}{{digits:##}}@"
       "{{internet.example_email}}",
       "{{ascii:person.first_name}}.{{ascii:person.last_name}}.{n}@{{internet.example_email}}"},
      {"phone_number", "number as people of the country write it", Subject::kPerson,
       "{{phone_number.format.human}}", ""},
      {"job", "title of a job", Subject::kPerson, "{{person.job_title_pattern}}", ""},
  };
  return *methods;
}

}  // namespace datagen::semantics
