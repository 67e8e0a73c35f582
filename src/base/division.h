// Division of numbers that are nearly always small.
//
// A 64-bit division takes up to four times as long as a 32-bit one on many processors, and
// compilers may not choose by the values.
#pragma once

#include <cstdint>

namespace datagen::base {

// value % divisor. Requires: divisor > 0.
inline uint64_t Remainder(uint64_t value, uint64_t divisor) {
  if (((value | divisor) >> 32) == 0) {
    return static_cast<uint32_t>(value) % static_cast<uint32_t>(divisor);
  }
  return value % divisor;
}

// value / divisor. Requires: divisor > 0.
inline uint64_t Quotient(uint64_t value, uint64_t divisor) {
  if (((value | divisor) >> 32) == 0) {
    return static_cast<uint32_t>(value) / static_cast<uint32_t>(divisor);
  }
  return value / divisor;
}

}  // namespace datagen::base
