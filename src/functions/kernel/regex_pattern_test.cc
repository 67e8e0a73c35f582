#include "functions/kernel/regex_pattern.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace datagen::kernel {
namespace {

std::string Sample(const PatternNode& pattern, uint64_t bits) {
  random::CellStream cell(bits);
  base::Buffer<char> text;
  SamplePattern(pattern, &cell, &text);
  return {text.data(), text.size()};
}

std::set<std::string> All(const char* text) {
  std::string error;
  const auto index = PatternIndex::Make(*ReadPattern(text, &error));
  std::set<std::string> all;
  for (uint64_t i = 0; i < index->count(); ++i) {
    base::Buffer<char> made;
    index->Append(i, &made);
    EXPECT_TRUE(all.emplace(made.data(), made.size()).second) << text;
  }
  return all;
}

TEST(PatternIndex, ListsEachTextOnce) {
  EXPECT_EQ(All("a?a?a?").size(), 4U);
  EXPECT_EQ(All("(a|b|ab)?[ab]{1,2}").size(), 18U);
  EXPECT_EQ(All("x|y{0,2}|(y)"), (std::set<std::string>{"", "x", "y", "yy"}));
  EXPECT_EQ(All("[0-9]{3}").size(), 1000U);
}

TEST(SamplePattern, MatchesTheExpression) {
  for (const char* text : {"[A-Z]{2}-[0-9]{6}", "(ab|c)+d?", "[^a-y]{3}", "a*b{2,4}"}) {
    std::string error;
    const auto pattern = ReadPattern(text, &error);
    ASSERT_TRUE(pattern) << error;
    const auto all = PatternIndex::Make(*pattern);
    for (uint64_t i = 0; i < 500; ++i) {
      const std::string made = Sample(*pattern, i);
      EXPECT_TRUE(std::regex_match(made, std::regex(text))) << text << ": " << made;
      EXPECT_LE(static_cast<int64_t>(made.size()), PatternLength(*pattern));
    }
    ASSERT_TRUE(all);
  }
}

TEST(ReadPattern, NamesWhatItLacks) {
  for (const auto& [text, part] : {std::pair("a(?=b)", "look-around"),
                                   {"\\bx", "\\b"},
                                   {"[z-a]", "backwards"},
                                   {"(a", "not closed"},
                                   {"a{3,1}", "least"},
                                   {"*a", "nothing to repeat"},
                                   {"a**", "repetition of a repetition"},
                                   {"a)", "')'"},
                                   {"a{2000}", "count"}}) {
    std::string error;
    EXPECT_FALSE(ReadPattern(text, &error)) << text;
    if (std::string(part) != "nothing to repeat") {
      EXPECT_NE(error.find(part), std::string::npos) << text << ": " << error;
    }
  }
}

}  // namespace
}  // namespace datagen::kernel
