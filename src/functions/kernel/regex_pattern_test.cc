#include "functions/kernel/regex_pattern.h"

#include <gtest/gtest.h>

#include <regex>

namespace datagen::kernel {
namespace {

std::string Sample(const PatternNode& pattern, uint64_t bits) {
  random::CellStream cell(bits);
  base::Buffer<char> text;
  SamplePattern(pattern, &cell, &text);
  return {text.data(), text.size()};
}

TEST(SamplePattern, MatchesTheExpression) {
  for (const char* text : {"[A-Z]{2}-[0-9]{6}", "(ab|c)+d?", "[^a-y]{3}", "a*b{2,4}"}) {
    std::string error;
    const auto pattern = ReadPattern(text, &error);
    ASSERT_TRUE(pattern) << error;
    for (uint64_t i = 0; i < 500; ++i) {
      const std::string made = Sample(*pattern, i);
      EXPECT_TRUE(std::regex_match(made, std::regex(text))) << text << ": " << made;
      EXPECT_LE(static_cast<int64_t>(made.size()), PatternLength(*pattern));
    }
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
