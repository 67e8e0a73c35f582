#include "inputs/draft/text_values.h"

#include <gtest/gtest.h>

#include "functions/kernel/regex_pattern.h"
#include "functions/semantics/method.h"
#include "knowledge/meaning/concept_list.h"

namespace datagen::draft {
namespace {

TEST(TextValuesTest, EveryConceptCanBeMade) {
  for (const meaning::Concept& what : meaning::ConceptsOf(meaning::Kind::kText).concepts()) {
    std::string error;
    if (what.form == meaning::Form::kPattern) {
      EXPECT_TRUE(kernel::ReadPattern(what.text, &error)) << what.id << ": " << error;
    } else if (what.form == meaning::Form::kMethod) {
      EXPECT_NE(semantics::FindMethod(what.text), nullptr) << what.id;
    }
  }
}

}  // namespace
}  // namespace datagen::draft
