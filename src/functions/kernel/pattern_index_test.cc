#include "functions/kernel/pattern_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace datagen::kernel {
namespace {

PatternIndex IndexOf(const char* text) {
  std::string error;
  return *PatternIndex::Make(*ReadPattern(text, &error));
}

std::string At(const PatternIndex& index, uint64_t position) {
  base::Buffer<char> made;
  index.Append(position, &made);
  return {made.data(), made.size()};
}

std::vector<std::string> All(const char* text) {
  const PatternIndex index = IndexOf(text);
  std::vector<std::string> all;
  for (uint64_t i = 0; i < index.count(); ++i) all.push_back(At(index, i));
  return all;
}

TEST(PatternIndex, ListsEachTextOnceInOrder) {
  for (const auto& [text, count] : {std::pair("a?a?a?", 4),
                                    {"(a|b|ab)?[ab]{1,2}", 18},
                                    {"[0-9]{3}", 1000},
                                    {"[a-f]?[d-k]?x|[c-e]{2}", 60 + 9},
                                    {"(a[b-y]|[x-z]m|[a-z]k)?", 1 + 24 + 3 + 25}}) {
    const auto all = All(text);
    EXPECT_EQ(all.size(), static_cast<size_t>(count)) << text;
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end())) << text;
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end()) << text;
  }
  EXPECT_EQ(All("x|y{0,2}|(y)"), (std::vector<std::string>{"", "x", "y", "yy"}));
}

TEST(PatternIndex, CostsNothingForCharactersThatGoTogether) {
  const PatternIndex wide = IndexOf("[ -✐]{1,200}");
  EXPECT_EQ(At(wide, 0), " ");
  EXPECT_EQ(wide.count(), uint64_t{1} << 62);
  EXPECT_EQ(At(IndexOf("[ -✐]{2}"), 9'969 * 2 + 1), "\"!");
  EXPECT_GT(IndexOf("(.{1,30}){1,30}").count(), 0U);
}

}  // namespace
}  // namespace datagen::kernel
