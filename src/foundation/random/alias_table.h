// Draws an index by weight with one number and one look-up.
//
// Method: Walker's alias tables, built as Vose, "A Linear Algorithm for Generating Random Numbers
// with a Given Distribution" (1991). Cost: O(n) to build, 16 bytes a weight.
// Thread-safety: immutable after construction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace datagen::random {

class AliasTable {
 public:
  AliasTable() = default;
  // Requires: weights are finite, not negative, not all zero; fewer than 2^31 of them.
  explicit AliasTable(const std::vector<double>& weights);

  [[nodiscard]] size_t size() const { return buckets_.size(); }

  // The index of a weight, with probability weight / sum of weights.
  [[nodiscard]] int32_t Pick(uint64_t bits) const {
    const unsigned __int128 product = static_cast<unsigned __int128>(bits) * buckets_.size();
    const auto bucket = static_cast<size_t>(product >> 64);
    const Bucket& entry = buckets_[bucket];
    // Without a branch: which way it goes is a coin toss that no processor predicts.
    const int32_t own = -static_cast<int32_t>(static_cast<uint64_t>(product) < entry.threshold);
    return (static_cast<int32_t>(bucket) & own) | (static_cast<int32_t>(entry.alias) & ~own);
  }

  struct Bucket {
    uint64_t threshold;  // of 2^64: the bucket's own share
    int64_t alias;
  };
  [[nodiscard]] const std::vector<Bucket>& buckets() const { return buckets_; }

 private:
  std::vector<Bucket> buckets_;
};

}  // namespace datagen::random
