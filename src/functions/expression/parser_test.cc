#include "functions/expression/parser.h"

#include <gtest/gtest.h>

namespace datagen::expression {
namespace {

TEST(ParserTest, ReadsNamesInBackticks) {
  ParseError error;
  const auto tree = Parse("`unit price` * `and` + `a``b`", &error);
  ASSERT_TRUE(tree) << error.message;
  EXPECT_EQ(tree->parts[0].parts[0].text, "unit price");
  EXPECT_EQ(tree->parts[0].parts[1].kind, Tree::Kind::kColumn);
  EXPECT_EQ(tree->parts[0].parts[1].text, "and");
  EXPECT_EQ(tree->parts[1].text, "a`b");
}

TEST(ParserTest, SaysWhereANameIsNotClosed) {
  ParseError error;
  EXPECT_FALSE(Parse("1 + `open", &error));
  EXPECT_EQ(error.at, 4U);
}

TEST(ParserTest, AnyNameOfAColumnCanBeSaid) {
  ParseError error;
  for (const char* name : {"a", "größe", "a b", "1a", "and", "null", "if", "a`b", "`", "x.y", "'q'",
                           "{", " ", "a\nb"}) {
    const auto tree = Parse(ColumnName(name), &error);
    ASSERT_TRUE(tree) << name;
    EXPECT_EQ(tree->kind, Tree::Kind::kColumn);
    EXPECT_EQ(tree->text, name);
  }
}

}  // namespace
}  // namespace datagen::expression
