// The candidates for the source of bits, timed on one column: nanoseconds a 64-bit number at a row.
//
//   random_generators [MILLIONS]
//
// Philox4x32-10: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3" (2011); one call
// gives two numbers. Squares64: Widynski, "Squares: A Fast Counter-Based RNG" (2020). SplitMix64:
// src/foundation/random/stream.h.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "foundation/random/stream.h"

namespace {

uint64_t Squares64(uint64_t counter, uint64_t key) {
  uint64_t x = counter * key;
  const uint64_t y = x;
  const uint64_t z = y + key;
  x = x * x + y;
  x = (x >> 32) | (x << 32);
  x = x * x + z;
  x = (x >> 32) | (x << 32);
  x = x * x + y;
  x = (x >> 32) | (x << 32);
  x = x * x + z;
  const uint64_t t = x;
  x = (x >> 32) | (x << 32);
  return t ^ ((x * x + y) >> 32);
}

struct Pair {
  uint64_t first;
  uint64_t second;
};

Pair Philox(uint64_t counter, uint64_t key) {
  uint32_t c[4] = {static_cast<uint32_t>(counter), static_cast<uint32_t>(counter >> 32), 0, 0};
  auto k0 = static_cast<uint32_t>(key);
  auto k1 = static_cast<uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = uint64_t{0xD2511F53} * c[0];
    const uint64_t b = uint64_t{0xCD9E8D57} * c[2];
    const uint32_t next[4] = {static_cast<uint32_t>(b >> 32) ^ c[1] ^ k0, static_cast<uint32_t>(b),
                              static_cast<uint32_t>(a >> 32) ^ c[3] ^ k1, static_cast<uint32_t>(a)};
    for (int i = 0; i < 4; ++i) c[i] = next[i];
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  return {(uint64_t{c[1]} << 32) | c[0], (uint64_t{c[3]} << 32) | c[2]};
}

template <typename Fill>
void Time(const char* name, int64_t count, Fill fill) {
  constexpr int64_t kBatch = 16'384;
  std::vector<uint64_t> out(kBatch);
  double best = 1e9;
  uint64_t check = 0;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int64_t first = 0; first < count; first += kBatch) {
      fill(first, kBatch, out.data());
      check ^= out[static_cast<size_t>(first / kBatch) % kBatch];
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    best = std::min(best, seconds.count() * 1e9 / static_cast<double>(count));
  }
  std::printf("%-24s %6.2f ns a number   (%016llx)\n", name, best,
              static_cast<unsigned long long>(check));
}

}  // namespace

int main(int argc, char** argv) {
  const int64_t count = (argc > 1 ? std::atoll(argv[1]) : 64) << 20;
  const auto key = datagen::random::Key::FromPath("42/table/column/choice@1");
  Time("Philox4x32-10", count, [&](int64_t first, int64_t size, uint64_t* out) {
    for (int64_t i = 0; i < size; i += 2) {
      const Pair pair = Philox(static_cast<uint64_t>(first + i) / 2, key.low());
      out[i] = pair.first;
      out[i + 1] = pair.second;
    }
  });
  Time("Philox4x32-10, one used", count, [&](int64_t first, int64_t size, uint64_t* out) {
    for (int64_t i = 0; i < size; ++i) {
      out[i] = Philox(static_cast<uint64_t>(first + i), key.low()).first;
    }
  });
  Time("Squares64", count, [&](int64_t first, int64_t size, uint64_t* out) {
    for (int64_t i = 0; i < size; ++i) {
      out[i] = Squares64(static_cast<uint64_t>(first + i), key.low() | 1);
    }
  });
  const datagen::random::Stream stream = key.Draw(0);
  Time("SplitMix64 at a position", count, [&](int64_t first, int64_t size, uint64_t* out) {
    for (int64_t i = 0; i < size; ++i) out[i] = stream.Bits(first + i);
  });
}
