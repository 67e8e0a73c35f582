#include "semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& LanguageTopic() {
  static const auto* methods = new std::vector<Method>{
      {"word", "one word", Subject::kNone, "{{lorem.word}}", ""},
      {"sentence", "four to ten words, a capital letter first and a full stop last", Subject::kNone,
       "{{Words:4-10}}.", ""},
  };
  return *methods;
}

}  // namespace datagen::semantics
