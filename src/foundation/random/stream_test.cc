#include "foundation/random/stream.h"

#include <gtest/gtest.h>

#include <set>

namespace datagen::random {
namespace {

// SplitMix64's known answers for seed 1234567 (Rosetta Code's reference run of Vigna's
// splitmix64.c).
TEST(Stream, KnownAnswersOfSplitMix64) {
  constexpr Stream stream(1234567, kGoldenGamma);
  const uint64_t expected[] = {6457827717110365317ULL, 3203168211198807973ULL,
                               9817491932198370423ULL, 4593380528125082431ULL,
                               16408922859458223821ULL};
  for (int64_t row = 0; row < 5; ++row) EXPECT_EQ(stream.Bits(row), expected[row]);
  CellStream cell(1234567);
  for (const uint64_t value : expected) EXPECT_EQ(cell.Next(), value);
}

TEST(Key, ComesFromSha256) {
  // sha256("abc") begins ba7816bf 8f01cfea 414140de 5dae2223.
  const Key key = Key::FromPath("abc");
  EXPECT_EQ(key.low(), 0xba7816bf8f01cfeaULL);
  EXPECT_EQ(key.high(), 0x414140de5dae2223ULL);
}

TEST(Key, DrawsAndChildrenDiffer) {
  const Key key = Key::FromPath("42/t/c/choice@1");
  std::set<uint64_t> seen;
  for (uint64_t draw = 0; draw < 100; ++draw) {
    for (int64_t row = 0; row < 100; ++row) seen.insert(key.Draw(draw).Bits(row));
  }
  for (const char* name : {"a", "b", "case/a"}) seen.insert(key.Child(name).Draw(0).Bits(0));
  EXPECT_EQ(seen.size(), 10'003U);
}

TEST(Stream, GammasAreOddAndMixed) {
  for (uint64_t k = 0; k < 10'000; ++k) {
    const uint64_t gamma = MixGamma(k * kGoldenGamma);
    EXPECT_EQ(gamma & 1, 1U);
    EXPECT_GE(std::popcount(gamma ^ (gamma >> 1)), 24);
  }
}

TEST(ToUnit, StaysInside) {
  EXPECT_EQ(ToUnit(0), 0.0);
  EXPECT_LT(ToUnit(UINT64_MAX), 1.0);
  EXPECT_GT(ToOpenUnit(0), 0.0);
  EXPECT_LT(ToOpenUnit(UINT64_MAX), 1.0);
  EXPECT_EQ(ToIndex(UINT64_MAX, 7), 6U);
  EXPECT_EQ(ToIndex(0, 7), 0U);
}

}  // namespace
}  // namespace datagen::random
