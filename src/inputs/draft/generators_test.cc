#include "inputs/draft/generators.h"

#include <gtest/gtest.h>

namespace datagen::draft {
namespace {

TEST(GeneratorsTest, NamesAndTextsAreQuotedAsTheLanguageNeedsIt) {
  const auto pattern =
      FormatPattern().Column("a}b").Word("{} ").Column("plain").Column("x`:").Made();
  EXPECT_EQ(pattern.arguments->Find("pattern")->text(), "{`a}b`}{{}} {plain}{`x``:`}");
  EXPECT_EQ(Regex("\"\\").arguments->Find("pattern")->text(), "\"\\");
}

TEST(GeneratorsTest, NumbersAsPeopleWriteThem) {
  EXPECT_EQ(NumberOf(2.50, 2).text(), "2.5");
  EXPECT_EQ(NumberOf(-0.0001, 2).text(), "0");
  EXPECT_EQ(NumberOf(7, 0).text(), "7");
  EXPECT_EQ(NumberOf(0.25, -1).text(), "0.25");
}

}  // namespace
}  // namespace datagen::draft
