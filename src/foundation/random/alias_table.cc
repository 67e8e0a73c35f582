#include "foundation/random/alias_table.h"

namespace datagen::random {

AliasTable::AliasTable(const std::vector<double>& weights) {
  const size_t count = weights.size();
  double sum = 0;
  for (const double weight : weights) sum += weight;
  std::vector<double> scaled(count);
  std::vector<int32_t> small;
  std::vector<int32_t> large;
  for (size_t i = 0; i < count; ++i) {
    scaled[i] = weights[i] / sum * static_cast<double>(count);
    (scaled[i] < 1.0 ? small : large).push_back(static_cast<int32_t>(i));
  }
  buckets_.resize(count);
  while (!small.empty() && !large.empty()) {
    const int32_t less = small.back();
    small.pop_back();
    const int32_t more = large.back();
    const auto less_index = static_cast<size_t>(less);
    const auto more_index = static_cast<size_t>(more);
    buckets_[less_index] = {static_cast<uint64_t>(scaled[less_index] * 0x1.0p64), more};
    scaled[more_index] = (scaled[more_index] + scaled[less_index]) - 1.0;
    if (scaled[more_index] < 1.0) {
      large.pop_back();
      small.push_back(more);
    }
  }
  // What is left is 1 up to rounding. A bucket of weight zero must not be left: it keeps an alias.
  int32_t heaviest = 0;
  for (size_t i = 1; i < count; ++i) {
    if (weights[i] > weights[static_cast<size_t>(heaviest)]) heaviest = static_cast<int32_t>(i);
  }
  for (const auto& rest : {small, large}) {
    for (const int32_t index : rest) {
      const auto i = static_cast<size_t>(index);
      buckets_[i] = weights[i] > 0 ? Bucket{UINT64_MAX, index} : Bucket{0, heaviest};
    }
  }
}

}  // namespace datagen::random
