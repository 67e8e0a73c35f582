#include "foundation/random/permutation.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace datagen::random {

Permutation::Permutation(const Key& key, uint64_t count) : count_(count) {
  constexpr uint64_t kTableMax = 65536;
  const Stream stream = key.Draw(0);
  if (count <= kTableMax) {
    table_.resize(count);
    std::iota(table_.begin(), table_.end(), 0U);
    for (uint64_t i = count; i > 1; --i) {
      std::swap(table_[i - 1], table_[ToIndex(stream.Bits(static_cast<int64_t>(i)), i)]);
    }
    return;
  }
  const int bits = static_cast<int>(std::bit_width(count - 1));
  low_bits_ = bits / 2;
  low_mask_ = (uint64_t{1} << low_bits_) - 1;
  high_mask_ = (uint64_t{1} << (bits - low_bits_)) - 1;
  for (int round = 0; round < kRounds; ++round) round_keys_[round] = stream.Bits(round);
}

}  // namespace datagen::random
