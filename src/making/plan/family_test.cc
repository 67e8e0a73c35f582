#include "making/plan/family.h"

#include <gtest/gtest.h>

namespace datagen::plan {
namespace {

// Holds a family against counting its parents and children one after another.
void AgreesWithCounting(const Family& family) {
  std::vector<int64_t> expected_parents;
  std::vector<int64_t> expected_indexes;
  for (int64_t parent = 0; parent < family.parent_rows(); ++parent) {
    ASSERT_EQ(family.FirstChild(parent), static_cast<int64_t>(expected_parents.size()));
    for (int64_t k = 0; k < family.ChildCount(parent); ++k) {
      expected_parents.push_back(parent);
      expected_indexes.push_back(k);
    }
  }
  const auto children = static_cast<int64_t>(expected_parents.size());
  ASSERT_EQ(family.child_rows(), children);
  ASSERT_EQ(family.FirstChild(family.parent_rows()), children);
  std::vector<int64_t> found_parents(expected_parents.size());
  std::vector<int64_t> found_indexes(expected_parents.size());
  for (int64_t first = 0; first < children; first += 97) {
    const int64_t count = std::min<int64_t>(97, children - first);
    family.Locate(kernel::RowIds::Range(first, count), found_parents.data() + first,
                  found_indexes.data() + first);
  }
  EXPECT_EQ(found_parents, expected_parents);
  EXPECT_EQ(found_indexes, expected_indexes);
  // Any list: backwards, and with jumps.
  std::vector<int64_t> list;
  for (int64_t k = children; k-- > 0;) list.push_back(k * 7919 % children);
  family.Locate(kernel::RowIds::List(list.data(), children), found_parents.data(),
                found_indexes.data());
  for (size_t i = 0; i < list.size(); ++i) {
    ASSERT_EQ(found_parents[i], expected_parents[static_cast<size_t>(list[i])]);
    ASSERT_EQ(found_indexes[i], expected_indexes[static_cast<size_t>(list[i])]);
  }
}

const std::vector<kernel::CountDistribution>& Laws() {
  static const std::vector<kernel::CountDistribution> laws{
      {0, {1, 2, 1}}, {3, {1.0}}, {0, {1.0}}, {2, {0, 1, 0}}, {0, {50, 0, 0, 1}}};
  return laws;
}

TEST(Family, AgreesWithCounting) {
  for (const int64_t parents : {0, 1, 31, 32, 33, 5000}) {
    for (const auto& counts : Laws()) {
      const Family family(parents, counts, random::Key(5, 6), {.job = {.threads = 2}});
      EXPECT_TRUE(family.exact());
      AgreesWithCounting(family);
    }
  }
}

TEST(Family, OfMoreParentsThanAreCountedIsWholeInItself) {
  for (const int64_t parents : {65'537, 200'000}) {
    for (const auto& counts : Laws()) {
      const Family family(parents, counts, random::Key(5, 6), {.parents_max = 0});
      const bool fixed = family.children_variance() == 0;
      EXPECT_EQ(family.exact(), fixed);
      EXPECT_EQ(family.counted(), fixed ? 0 : 65'536);
      AgreesWithCounting(family);
    }
  }
}

TEST(Family, OfAnySizeIsThereAtOnce) {
  constexpr int64_t kParents = 1'000'000'000'000'000;
  const Family family(kParents, {0, {1, 2, 1}}, random::Key(5, 6), {.parents_max = 1'000'000});
  EXPECT_LE(family.counted(), 1'000'000);
  EXPECT_DOUBLE_EQ(family.children_mean(), 1);
  EXPECT_DOUBLE_EQ(family.children_variance(), 0.5);
  EXPECT_NEAR(static_cast<double>(family.child_rows()), kParents, 0.01 * kParents);
  const int64_t child = family.child_rows() - 1;
  int64_t parent = 0;
  int64_t index = 0;
  family.Locate(kernel::RowIds::Range(child, 1), &parent, &index);
  EXPECT_EQ(family.FirstChild(parent) + index, child);
}

TEST(Family, WithFewChildrenCountsMoreParents) {
  const Family family(int64_t{1} << 40, {0, {9'999, 1}}, random::Key(5, 6),
                      {.parents_max = int64_t{1} << 30});
  EXPECT_EQ(family.counted(), int64_t{1} << 24);
  EXPECT_GT(family.child_rows(), 0);
}

TEST(LimitCounts, MovesMassToTheLimits) {
  const auto limited = LimitCounts({0, {1, 2, 3, 4}}, 1, 2);
  EXPECT_EQ(limited.first, 1);
  EXPECT_EQ(limited.weights, (std::vector<double>{3, 7}));
}

}  // namespace
}  // namespace datagen::plan
