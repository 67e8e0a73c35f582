// Whole numbers as decimal digits, with no branch on how many there are: most of what writers of
// text do.
//
// Method: eight digits at a time in the bytes of one word, leading zeros shifted out (P. Khuong,
// "How to print integers really fast", 2017). All functions return the end, and may write up to
// kDigitsSpare bytes beyond it. Thread-safety: pure functions.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace datagen::base {

constexpr int kDigitsSpare = 8;

static_assert(std::endian::native == std::endian::little);

namespace digits {

constexpr uint32_t kEight = 100'000'000;
constexpr int kWordDigits = 8;
constexpr uint64_t kZeros = 0x3030'3030'3030'3030;

// The digits of value < 10^8 as bytes 0 to 9, the first digit in the lowest byte.
inline uint64_t Word(uint32_t value) {
  const uint64_t high = value / 10'000;
  const uint64_t halves = high | ((value - high * 10'000) << 32);
  // Each half / 100, by multiplication: exact below 10^4. Then each quarter / 10, below 10^2.
  const uint64_t hundreds = ((halves * 10'486) >> 20) & 0x0000'007F'0000'007F;
  const uint64_t pairs = ((halves - 100 * hundreds) << 16) + hundreds;
  const uint64_t tens = ((pairs * 103) >> 10) & 0x000F'000F'000F'000F;
  return ((pairs - 10 * tens) << 8) + tens;
}

inline char* Store(uint64_t word, int count, char* out) {
  std::memcpy(out, &word, sizeof(word));
  return out + count;
}

}  // namespace digits

inline char* WriteDigits(uint64_t value, char* out) {
  using digits::kEight;
  using digits::kWordDigits;
  using digits::kZeros;
  using digits::Store;
  using digits::Word;
  if (value >= kEight) {
    out = WriteDigits(value / kEight, out);
    return Store(Word(static_cast<uint32_t>(value % kEight)) | kZeros, kWordDigits, out);
  }
  const uint64_t word = Word(static_cast<uint32_t>(value));
  // A 0 keeps its last digit.
  const int zeros = std::countr_zero(word | (uint64_t{1} << 56)) / 8;
  return Store((word | kZeros) >> (8 * zeros), kWordDigits - zeros, out);
}

// Exactly `count` digits. Requires: 1 <= count <= 8, value < 10^count.
inline char* WritePadded(uint32_t value, int count, char* out) {
  const uint64_t word = digits::Word(value) | digits::kZeros;
  return digits::Store(word >> (8 * (digits::kWordDigits - count)), count, out);
}

inline char* WriteInteger(int64_t value, char* out) {
  *out = '-';
  const auto bits = static_cast<uint64_t>(value);
  return value < 0 ? WriteDigits(-bits, out + 1) : WriteDigits(bits, out);
}

// value / 10^scale with exactly `scale` digits after the point. Requires: 0 <= scale <= 8.
inline char* WriteScaled(uint64_t value, int scale, char* out) {
  if (scale == 0) return WriteDigits(value, out);
  constexpr int kOfMoney = 2;
  constexpr std::array<uint32_t, 9> kPowers = {1,       10,        100,        1'000,      10'000,
                                               100'000, 1'000'000, 10'000'000, 100'000'000};
  const uint64_t power = kPowers[static_cast<size_t>(scale)];
  const uint64_t whole = scale == kOfMoney ? value / 100 : value / power;
  out = WriteDigits(whole, out);
  *out++ = '.';
  return WritePadded(static_cast<uint32_t>(value - whole * power), scale, out);
}

}  // namespace datagen::base
