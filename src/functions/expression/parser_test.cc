#include "functions/expression/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

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

TEST(ParserTest, TestsForNullAreComparisonsWithTheWord) {
  ParseError error;
  for (const auto& [code, same] :
       {std::pair{"a is null", "a == null"}, std::pair{"a + 1 is not null", "a + 1 != null"}}) {
    const auto tree = Parse(code, &error);
    ASSERT_TRUE(tree) << error.message;
    EXPECT_EQ(tree->text, Parse(same, &error)->text);
    EXPECT_EQ(tree->parts[1].kind, Tree::Kind::kNull);
  }
  EXPECT_TRUE(Parse("is is null", &error));  // a column of that name
  EXPECT_FALSE(Parse("a is 3", &error));
}

TEST(ParserTest, ReadsTheTypeOfACast) {
  ParseError error;
  const auto tree = Parse("cast(a + 1 as decimal(10, 2)) * 2", &error);
  ASSERT_TRUE(tree) << error.message;
  EXPECT_EQ(tree->parts[0].text, "cast");
  EXPECT_EQ(tree->parts[0].parts[1].text, "decimal(10,2)");
  for (const char* code : {"cast(a)", "cast(a as)", "cast(a as int", "cast(a, int)"}) {
    EXPECT_FALSE(Parse(code, &error)) << code;
  }
}

TEST(ParserTest, NamesTheFixForWhatOtherLanguagesWrite) {
  for (const auto& [code, fix] :
       {std::pair{"a > 1 ? b : c", "if(condition, a, b)"}, std::pair{"b if a else c", "if("},
        std::pair{"CASE WHEN a THEN b END", "if("}, std::pair{"case when a then b end", "if("},
        std::pair{"a || b", "concat(a, b)"}, std::pair{"a && b", "a and b"},
        std::pair{"a <> b", "a != b"}, std::pair{"!a", "not a"}, std::pair{"a ^ 2", "a ** b"},
        std::pair{"a::int", "cast(x as type)"}, std::pair{"a AND b", "small letters"},
        std::pair{"a in (1, 2)", "a == 1 or a == 2"}, std::pair{"a IS NULL", "is null"},
        std::pair{"a between 1 and 2", "a >= 1"}, std::pair{"a like 'x%'", "starts_with()"}}) {
    ParseError error;
    EXPECT_FALSE(Parse(code, &error)) << code;
    EXPECT_NE(error.hint.find(fix), std::string::npos) << code << ": " << error.hint;
  }
}

}  // namespace
}  // namespace datagen::expression
