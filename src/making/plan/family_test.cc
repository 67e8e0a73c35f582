#include "making/plan/family.h"

#include <gtest/gtest.h>

namespace datagen::plan {
namespace {

// Every parent and child by counting them one after another.
TEST(Family, AgreesWithCounting) {
  for (const int64_t parents : {0, 1, 31, 32, 33, 5000}) {
    for (const auto& counts :
         {kernel::CountDistribution{0, {1, 2, 1}}, kernel::CountDistribution{3, {1.0}},
          kernel::CountDistribution{0, {50, 0, 0, 1}}}) {
      const Family family(parents, counts, random::Key(5, 6), 2);
      std::vector<int64_t> expected_parents;
      std::vector<int64_t> expected_indexes;
      for (int64_t parent = 0; parent < parents; ++parent) {
        ASSERT_EQ(family.FirstChild(parent), static_cast<int64_t>(expected_parents.size()));
        for (int64_t k = 0; k < family.ChildCount(parent); ++k) {
          expected_parents.push_back(parent);
          expected_indexes.push_back(k);
        }
      }
      const auto children = static_cast<int64_t>(expected_parents.size());
      ASSERT_EQ(family.child_rows(), children);
      ASSERT_EQ(family.FirstChild(parents), children);
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
  }
}

TEST(LimitCounts, MovesMassToTheLimits) {
  const auto limited = LimitCounts({0, {1, 2, 3, 4}}, 1, 2);
  EXPECT_EQ(limited.first, 1);
  EXPECT_EQ(limited.weights, (std::vector<double>{3, 7}));
}

}  // namespace
}  // namespace datagen::plan
