#include "inputs/draft/column_facts.h"

#include <gtest/gtest.h>

namespace datagen::draft {
namespace {

TEST(ColumnFactsTest, TheNarrowestBoundOfNumbersCounts) {
  ColumnFacts facts;
  EXPECT_TRUE(KeepBound(">", 3, &facts) && KeepBound(">=", 1, &facts) &&
              KeepBound("<=", 9, &facts));
  EXPECT_EQ(facts.low, 3);
  EXPECT_TRUE(facts.low_excluded);
  EXPECT_EQ(facts.high, 9);
  EXPECT_FALSE(facts.high_excluded);
}

TEST(ColumnFactsTest, TheNarrowestBoundOfTimesCounts) {
  ColumnFacts facts;
  EXPECT_TRUE(KeepTimeBound(">", "2020-01-01", &facts));
  EXPECT_TRUE(KeepTimeBound(">=", "2019-01-01", &facts));
  EXPECT_TRUE(KeepTimeBound("<", "2021-01-01", &facts));
  EXPECT_TRUE(KeepTimeBound("<=", "2022-01-01", &facts));
  EXPECT_EQ(facts.earliest, "2020-01-01");
  EXPECT_TRUE(facts.low_excluded);
  EXPECT_EQ(facts.latest, "2021-01-01");
  EXPECT_TRUE(facts.high_excluded);
  EXPECT_FALSE(KeepTimeBound(">", "soon", &facts));
}

TEST(ColumnFactsTest, ValuesAreThoseOfAllLists) {
  ColumnFacts facts;
  EXPECT_TRUE(KeepToValues({"a", "b", "c"}, false, &facts));
  EXPECT_TRUE(KeepToValues({"b", "c", "d"}, false, &facts));
  EXPECT_EQ(facts.values, (std::vector<std::string>{"b", "c"}));
  EXPECT_TRUE(KeepToValues({"c"}, true, &facts));
  EXPECT_TRUE(facts.excluded.contains("c"));
  EXPECT_FALSE(KeepToValues({"z"}, false, &facts));
}

TEST(ColumnFactsTest, LengthsOfTexts) {
  ColumnFacts facts;
  EXPECT_TRUE(KeepLength(">", 2, &facts) && KeepLength("<", 9, &facts));
  EXPECT_EQ(facts.length_min, 3);
  EXPECT_EQ(facts.length_max, 8);
  EXPECT_FALSE(KeepLength("<>", 4, &facts));
}

}  // namespace
}  // namespace datagen::draft
