// Uuids (RFC 9562) as 128-bit integers, the first byte the most significant.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "foundation/base/decimal.h"

namespace datagen::kernel {

// "f81d4fae-7dec-41d0-8765-00a0c91e6bf6": 36 characters; returns the end.
inline char* WriteUuid(base::Int128 value, char* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto bits = static_cast<base::Uint128>(value);
  for (int nibble = 31; nibble >= 0; --nibble) {
    *out++ = kDigits[static_cast<unsigned>(bits >> (4 * nibble)) & 0xF];
    if (nibble == 24 || nibble == 20 || nibble == 16 || nibble == 12) *out++ = '-';
  }
  return out;
}

// The version 4 layout over 64 + 58 bits. Distinct `first` give distinct uuids: the four bits that
// the version displaces move into the second half, and only bits of `second` are lost.
inline base::Int128 RandomUuid(uint64_t first, uint64_t second) {
  const uint64_t displaced = (first >> 12) & 0xF;
  const uint64_t high = (first & ~uint64_t{0xF000}) | 0x4000;
  const uint64_t low = (uint64_t{0b10} << 62) | (displaced << 58) | (second >> 6);
  return static_cast<base::Int128>((static_cast<base::Uint128>(high) << 64) | low);
}

inline std::optional<base::Int128> ParseUuid(std::string_view text) {
  constexpr size_t kLength = 36;
  if (text.size() != kLength) return std::nullopt;
  base::Uint128 bits = 0;
  for (size_t i = 0; i < kLength; ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return std::nullopt;
      continue;
    }
    unsigned digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<unsigned>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<unsigned>(c - 'a') + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<unsigned>(c - 'A') + 10;
    } else {
      return std::nullopt;
    }
    bits = (bits << 4) | digit;
  }
  return static_cast<base::Int128>(bits);
}

}  // namespace datagen::kernel
