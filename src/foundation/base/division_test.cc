#include "foundation/base/division.h"

#include <gtest/gtest.h>

namespace datagen::base {
namespace {

// Around every multiple where a rounded reciprocal could err, and beyond 32 bits.
TEST(Divider, AgreesWithDivision) {
  for (const uint64_t divisor :
       {1ULL, 2ULL, 3ULL, 7ULL, 10ULL, 641ULL, 20001ULL, 65535ULL, 65536ULL, 0x7FFFFFFFULL,
        0xFFFFFFFEULL, 0xFFFFFFFFULL, 0x100000000ULL, 0xFFFFFFFFFFFFFFFFULL}) {
    const Divider divider(divisor);
    for (const uint64_t factor :
         {0ULL, 1ULL, 2ULL, 1000ULL, 0xFFFFFFFFULL / divisor, 0xFFFFFFFFFFFFFFFFULL / divisor}) {
      for (int64_t near = -2; near <= 2; ++near) {
        const uint64_t value = factor * divisor + static_cast<uint64_t>(near);
        ASSERT_EQ(divider.Quotient(value), value / divisor) << value << " / " << divisor;
        ASSERT_EQ(divider.Remainder(value), value % divisor) << value << " % " << divisor;
      }
    }
  }
}

TEST(Divider, AgreesOnManyValues) {
  uint64_t state = 42;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const uint64_t divisor = (state >> 33) + 1;
    const uint64_t value = (state * 0x9E3779B97F4A7C15ULL) >> 32;
    ASSERT_EQ(Divider(divisor).Quotient(value), value / divisor) << value << " / " << divisor;
  }
}

}  // namespace
}  // namespace datagen::base
