// Random bits that can be asked for at any row: the source of every random value in datagen.
//
// A Stream is SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators",
// OOPSLA 2014) read at a position instead of in order: its state after n steps is seed + n * gamma,
// so the n-th output costs two multiplications and needs no other output. Seed and gamma both come
// from a 128-bit key, as in the paper's `split`, so two columns do not walk the same sequence at an
// offset. docs/random.md holds the comparison with Philox4x32-10 and Squares and the statistical
// tests.
//
// Thread-safety: values without state; safe to share.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace datagen::random {

// The finaliser of SplitMix64 (Stafford's variant 13): a bijection on 64 bits.
constexpr uint64_t Mix64(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

constexpr uint64_t kGoldenGamma = 0x9E3779B97F4A7C15ULL;

// An odd increment with enough bit transitions, as the paper's mixGamma.
constexpr uint64_t MixGamma(uint64_t z) {
  z = (z ^ (z >> 33)) * 0xFF51AFD7ED558CCDULL;
  z = (z ^ (z >> 33)) * 0xC4CEB9FE1A85EC53ULL;
  z = (z ^ (z >> 33)) | 1;
  return std::popcount(z ^ (z >> 1)) < 24 ? z ^ 0xAAAAAAAAAAAAAAAAULL : z;
}

// Independent 64-bit numbers, one a row.
class Stream {
 public:
  constexpr Stream() = default;
  // Requires: gamma is odd.
  constexpr Stream(uint64_t seed, uint64_t gamma) : seed_(seed), gamma_(gamma) {}

  // A bijection of `row` for a fixed stream.
  [[nodiscard]] constexpr uint64_t Bits(int64_t row) const {
    return Mix64(seed_ + (static_cast<uint64_t>(row) + 1) * gamma_);
  }

 private:
  uint64_t seed_ = 0;
  uint64_t gamma_ = kGoldenGamma;
};

// Names a family of streams; made from names by hashing, so adding a name changes no other.
class Key {
 public:
  constexpr Key() = default;
  constexpr Key(uint64_t low, uint64_t high) : low_(low), high_(high) {}

  // The first 16 bytes of SHA-256 over the path, big-endian.
  static Key FromPath(std::string_view path);
  // SHA-256 over this key and the name.
  [[nodiscard]] Key Child(std::string_view name) const;
  // The stream of the draw-th number of each cell.
  [[nodiscard]] constexpr Stream Draw(uint64_t draw) const {
    return {Mix64(low_ + draw * kGoldenGamma), MixGamma(high_ + draw * kGoldenGamma)};
  }

  [[nodiscard]] constexpr uint64_t low() const { return low_; }
  [[nodiscard]] constexpr uint64_t high() const { return high_; }

 private:
  uint64_t low_ = 0;
  uint64_t high_ = 0;
};

// As many numbers as one cell needs (rejection, texts), started from one number of a Stream.
class CellStream {
 public:
  explicit constexpr CellStream(uint64_t bits) : state_(bits) {}
  constexpr uint64_t Next() {
    state_ += kGoldenGamma;
    return Mix64(state_);
  }

 private:
  uint64_t state_;
};

// A number in [0, 1), a multiple of 2^-53.
constexpr double ToUnit(uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1.0p-53; }
// A number in (0, 1): the middle of one of 2^52 cells, so that 0 and 1 never come up.
constexpr double ToOpenUnit(uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1.0p-52;
}
// An index in [0, count). A count below 2^40 is uneven by less than one part in 2^24.
// Source: Lemire, "Fast Random Integer Generation in an Interval" (2019), without its rejection.
constexpr uint64_t ToIndex(uint64_t bits, uint64_t count) {
  return static_cast<uint64_t>((static_cast<unsigned __int128>(bits) * count) >> 64);
}

}  // namespace datagen::random
