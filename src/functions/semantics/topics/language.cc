#include "functions/semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& LanguageTopic() {
  static const auto* methods = new std::vector<Method>{
      {"word", "one word", Subject::kNone, "{{lorem.word}}"},
      {"sentence", "four to ten words, a capital letter first and a full stop last", Subject::kNone,
       "{{Words:4-10}}."},
      {"paragraph", "three to six sentences", Subject::kNone, "{{sentences:3-6}}"},
      {"text", "five to nine sentences", Subject::kNone, "{{sentences:5-9}}"},
      {"color_name", "name of a colour", Subject::kNone, "{{color.human}}"},
      {"hex_color", "colour as # and six hexadecimal digits", Subject::kNone, "#{{hex:6}}"},
  };
  return *methods;
}

}  // namespace datagen::semantics
