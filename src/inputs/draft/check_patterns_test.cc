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

}  // namespace
}  // namespace datagen::draft
