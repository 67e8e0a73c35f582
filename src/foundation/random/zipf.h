// Ranks 1..n with probability proportional to rank^-exponent, for any n, without a table.
//
// Method: rejection-inversion, Hörmann and Derflinger, "Rejection-Inversion to Generate Variates
// from Monotone Discrete Distributions" (1996). Expected numbers drawn a rank: below 1.5.
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>

#include "foundation/random/stream.h"

namespace datagen::random {

class ZipfRanks {
 public:
  ZipfRanks() = default;
  // Requires: count >= 1, exponent >= 0 and finite.
  ZipfRanks(int64_t count, double exponent);

  // A rank in [0, count): 0 is the most frequent.
  [[nodiscard]] int64_t Pick(uint64_t bits) const;

 private:
  [[nodiscard]] double H(double x) const;  // integral of x^-exponent
  [[nodiscard]] double HInverse(double x) const;

  int64_t count_ = 1;
  double exponent_ = 1;
  double h_first_ = 0;
  double h_last_ = 0;
  double shortcut_ = 0;
};

}  // namespace datagen::random
