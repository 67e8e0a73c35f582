// Division by numbers that stay the same, of numbers that are nearly always small.
//
// A 64-bit division takes up to ten times as long as a multiplication. For values below 2^32 the
// quotient is the high half of a product with a rounded-up reciprocal (Lemire, Kaser, Kurz, "Faster
// Remainder by Direct Computation", 2019, section 3).
// Thread-safety: values.
#pragma once

#include <cstdint>

namespace datagen::base {

class Divider {
 public:
  constexpr Divider() = default;
  // Requires: divisor > 0.
  explicit constexpr Divider(uint64_t divisor)
      : divisor_(divisor), reciprocal_(divisor == 1 ? 0 : UINT64_MAX / divisor + 1) {}

  [[nodiscard]] constexpr uint64_t divisor() const { return divisor_; }

  [[nodiscard]] constexpr uint64_t Quotient(uint64_t value) const {
    if (((value | divisor_) >> 32) != 0) return value / divisor_;
    if (reciprocal_ == 0) return value;
    return static_cast<uint64_t>((static_cast<unsigned __int128>(reciprocal_) * value) >> 64);
  }
  [[nodiscard]] constexpr uint64_t Remainder(uint64_t value) const {
    return value - Quotient(value) * divisor_;
  }

 private:
  uint64_t divisor_ = 1;
  uint64_t reciprocal_ = 0;
};

}  // namespace datagen::base
