#include "foundation/random/alias_sum.h"

#include <gtest/gtest.h>

#include <vector>

namespace datagen::random {
namespace {

TEST(AliasSum, IsTheSumOfThePicks) {
  const Key key(0x0123456789ABCDEFULL, 0xFEDCBA9876543210ULL);
  const Stream stream = key.Draw(0);
  for (const size_t count : {1, 2, 7, 8, 9, 15, 16, 17, 21, 31, 32, 33, 64, 1000}) {
    std::vector<double> weights;
    weights.reserve(count);
    for (size_t i = 0; i < count; ++i) weights.push_back(static_cast<double>(i * 7919 % 13));
    weights[0] += 1;
    const AliasTable table(weights);
    for (const int64_t from : {int64_t{0}, int64_t{5}, (int64_t{1} << 40) + 3}) {
      for (const int64_t rows : {0, 1, 255, 256, 257, 263, 264, 4096, 5003}) {
        int64_t sum = 0;
        for (int64_t row = from; row < from + rows; ++row) sum += table.Pick(stream.Bits(row));
        EXPECT_EQ(SumOfPicks(table, key, from, from + rows), sum) << count << " " << rows;
      }
    }
  }
}

}  // namespace
}  // namespace datagen::random
