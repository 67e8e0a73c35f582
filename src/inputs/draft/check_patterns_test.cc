#include "inputs/draft/check_patterns.h"

#include <gtest/gtest.h>

namespace datagen::draft {
namespace {

TEST(CheckPatternsTest, PatternsOfPosixAsOurs) {
  EXPECT_EQ(OwnPattern("^[[:digit:]]{5}$"), "[0-9]{5}");
  EXPECT_EQ(OwnPattern("^a$|^(b)$"), "a|(b)");
  EXPECT_EQ(OwnPattern(R"(^a\$)"), R"(a\$)");
  EXPECT_EQ(OwnPattern("[a"), std::nullopt);
}

TEST(CheckPatternsTest, LikesAsPatterns) {
  EXPECT_EQ(LikePattern("a_%"), "a[a-z0-9][a-z0-9]{1,6}");
  EXPECT_EQ(LikePattern("[A-C]."), R"([A-C]\.)");
}

TEST(TakesAddresses, AsPeopleWriteThem) {
  EXPECT_TRUE(TakesAddresses("%@%", ".*@.*"));
  EXPECT_TRUE(TakesAddresses(std::nullopt, "[^@]+@[^@]+[.][a-z]{2,}"));
  EXPECT_FALSE(TakesAddresses("%@here.net", ".*@here[.]net"));
  EXPECT_FALSE(TakesAddresses(std::nullopt, "[a-z")) << "no pattern";
  // Ways that double with every sign: whoever tried them all would not come back.
  EXPECT_FALSE(TakesAddresses(std::nullopt, "((([a-z0-9.@-]+)+)+)+#"));
}

}  // namespace
}  // namespace datagen::draft
