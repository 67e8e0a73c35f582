#include "data/schema/load_order.h"

#include <gtest/gtest.h>

namespace datagen::schema {
namespace {

using References = std::vector<std::vector<int>>;

TEST(LoadOrder, ParentsComeFirstAndElseTheListsOrder) {
  EXPECT_EQ(LoadOrder(References{}), (std::vector<int>{}));
  EXPECT_EQ(LoadOrder(References{{}, {}, {}}), (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(LoadOrder(References{{1}, {}, {}}), (std::vector<int>{1, 0, 2}));
  EXPECT_EQ(LoadOrder(References{{2, 2}, {0}, {}}), (std::vector<int>{2, 0, 1}));
}

TEST(LoadOrder, OwnReferencesAndUnknownTablesSayNothing) {
  EXPECT_EQ(LoadOrder(References{{0, -1}, {1}}), (std::vector<int>{0, 1}));
}

TEST(LoadOrder, ACircleIsOpenedAtItsFirstTable) {
  EXPECT_EQ(LoadOrder(References{{1}, {0}, {}}), (std::vector<int>{2, 0, 1}));
  EXPECT_EQ(LoadOrder(References{{2}, {0}, {1}, {1}}), (std::vector<int>{0, 1, 2, 3}));
}

TEST(LoadOrder, AChainOfManyTables) {
  References chain(100'000);
  for (size_t i = 0; i + 1 < chain.size(); ++i) chain[i] = {static_cast<int>(i) + 1};
  const std::vector<int> order = LoadOrder(chain);
  EXPECT_EQ(order.front(), 99'999);
  EXPECT_EQ(order.back(), 0);
}

}  // namespace
}  // namespace datagen::schema
