// A seeded bijection on [0, count): uniqueness without looking at any other row.
//
// Up to 65,536 values the permutation is drawn (Fisher–Yates) and kept; above, it is a Feistel
// network over the next power of two, walked until it lands inside (Black and Rogaway, "Ciphers
// with Arbitrary Finite Domains", 2002): fewer than two steps on average. Thread-safety: immutable
// after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "foundation/random/stream.h"

namespace datagen::random {

class Permutation {
 public:
  Permutation() = default;
  // Requires: 1 <= count <= 2^62.
  Permutation(const Key& key, uint64_t count);

  [[nodiscard]] uint64_t count() const { return count_; }
  // Requires: index < count().
  [[nodiscard]] uint64_t operator()(uint64_t index) const {
    if (!table_.empty()) return table_[index];
    uint64_t value = index;
    do value = Encrypt(value);
    while (value >= count_);
    return value;
  }

 private:
  static constexpr int kRounds = 6;

  [[nodiscard]] uint64_t Encrypt(uint64_t value) const {
    uint64_t high = value >> low_bits_;
    uint64_t low = value & low_mask_;
    for (int round = 0; round < kRounds; round += 2) {
      high ^= Mix64(low + round_keys_[round]) & high_mask_;
      low ^= Mix64(high + round_keys_[round + 1]) & low_mask_;
    }
    return (high << low_bits_) | low;
  }

  uint64_t count_ = 0;
  int low_bits_ = 0;
  uint64_t low_mask_ = 0;
  uint64_t high_mask_ = 0;
  uint64_t round_keys_[kRounds] = {};
  std::vector<uint32_t> table_;
};

}  // namespace datagen::random
