#include "functions/kernel/pick.h"

#include <gtest/gtest.h>

#include <clocale>

namespace datagen::kernel {
namespace {

TEST(Pick, HasAnIdAndWhatStandsBehindTheSign) {
  EXPECT_EQ(ParsePick("uniform"), (Pick{"uniform", "", {}}));
  EXPECT_EQ(ParsePick("zipf@1.2"), (Pick{"zipf", "1.2", {1.2}}));
  EXPECT_EQ(ParsePick("head_tail@{0.8, 1e1}"), (Pick{"head_tail", "{0.8, 1e1}", {0.8, 10}}));
  EXPECT_EQ(ParsePick("matching@is large"), (Pick{"matching", "is large", {}}));
  EXPECT_EQ(ParsePick("matching@5"), (Pick{"matching", "5", {5}}));
  EXPECT_EQ(ParsePick("matching@a@b"), (Pick{"matching", "a@b", {}}));
}

TEST(Pick, HasNoOtherForm) {
  for (const char* text : {"", "@1", "zipf@", "head_tail@{", "head_tail@{}", "head_tail@{0.8,}",
                           "head_tail@{0.8,x}", "head_tail@{0.8,1.1", "head_tail@{1,inf}"}) {
    EXPECT_EQ(ParsePick(text), std::nullopt) << text;
  }
}

TEST(Pick, IsTheSameInALocaleWithADecimalComma) {
  for (const char* name :
       {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {  // those that are not there: as before
    std::setlocale(LC_NUMERIC, name);
    EXPECT_EQ(ParsePick("zipf@1.5")->numbers, std::vector<double>{1.5});
  }
}

}  // namespace
}  // namespace datagen::kernel
