#include "functions/kernel/reference.h"

#include <gtest/gtest.h>

namespace datagen::kernel {
namespace {

TEST(ReferenceTest, ReadsOneColumnAndLists) {
  EXPECT_EQ(ParseReference("t.a"), (Reference{"t", {"a"}}));
  EXPECT_EQ(ParseReference("t.a b.c"), (Reference{"t", {"a b.c"}}));
  EXPECT_EQ(ParseReference("t.(a, b)"), (Reference{"t", {"a", "b"}}));
  EXPECT_EQ(ParseReference("t.(`a,b` , c)"), (Reference{"t", {"a,b", "c"}}));
  EXPECT_EQ(ParseReference("`x.y`.`(z``)`"), (Reference{"x.y", {"(z`)"}}));
}

TEST(ReferenceTest, RefusesOtherForms) {
  for (const char* text : {"", "t", ".a", "t.", "t.()", "t.(a,)", "t.(,a)", "t.(a", "t.`a",
                           "t.`a`b", "`t.a", "`t`a", "t.(`a`b)"}) {
    EXPECT_FALSE(ParseReference(text)) << text;
  }
}

TEST(ReferenceTest, ReadsWhatItPrints) {
  const std::vector<std::string> names = {"a",   "a b", " a",  "a ",  "a,b", "(a",
                                          "(a)", "`",   "a`b", "a.b", "\"",  ")"};
  for (const std::string& table : names) {
    for (const std::string& left : names) {
      const Reference one{table, {left}};
      EXPECT_EQ(ParseReference(PrintReference(one)), one);
      for (const std::string& right : names) {
        const Reference two{table, {left, right}};
        EXPECT_EQ(ParseReference(PrintReference(two)), two) << PrintReference(two);
      }
    }
  }
}

}  // namespace
}  // namespace datagen::kernel
