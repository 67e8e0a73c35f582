#include "foundation/random/permutation.h"

#include <gtest/gtest.h>

namespace datagen::random {
namespace {

TEST(Permutation, IsABijectionForEveryCount) {
  for (const uint64_t count : {1, 2, 3, 10, 1000, 65536, 65537, 100'000, 131'072, 131'073}) {
    const Permutation permutation(Key(1, 2), count);
    std::vector<uint8_t> seen(count, 0);
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t image = permutation(i);
      ASSERT_LT(image, count);
      ASSERT_EQ(seen[image], 0) << count;
      seen[image] = 1;
    }
  }
}

TEST(Permutation, HoldsInLargeDomains) {
  const uint64_t count = uint64_t{3} << 60;
  const Permutation permutation(Key(1, 2), count);
  for (uint64_t i = 0; i < 1000; ++i) ASSERT_LT(permutation(count - 1 - i), count);
}

TEST(Permutation, SpreadsNeighbours) {
  // Neighbours land in the same tenth about one time in ten.
  const Permutation permutation(Key(3, 4), 1'000'000);
  int together = 0;
  for (uint64_t i = 0; i < 10'000; ++i) {
    together += permutation(i) / 100'000 == permutation(i + 1) / 100'000 ? 1 : 0;
  }
  EXPECT_NEAR(together, 1000, 150);
}

}  // namespace
}  // namespace datagen::random
