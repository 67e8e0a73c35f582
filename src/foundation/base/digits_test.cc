#include "foundation/base/digits.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "foundation/base/decimal.h"

namespace datagen::base {
namespace {

std::string Integer(int64_t value) {
  char text[32];
  return {text, WriteInteger(value, text)};
}

TEST(Digits, AreThoseOfTheStandardLibrary) {
  for (int64_t value = -1'100; value <= 110'000; ++value) {
    ASSERT_EQ(Integer(value), std::to_string(value));
  }
  // Around each power of ten, where a digit is added.
  int64_t power = 1;
  for (int exponent = 0; exponent < 18; ++exponent, power *= 10) {
    for (int64_t value = power - 3; value <= power + 3; ++value) {
      ASSERT_EQ(Integer(value), std::to_string(value));
      ASSERT_EQ(Integer(-value), std::to_string(-value));
    }
  }
  for (const int64_t value :
       {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
    EXPECT_EQ(Integer(value), std::to_string(value));
  }
  char text[32];
  EXPECT_EQ(std::string(text, WriteDigits(UINT64_MAX, text)), "18446744073709551615");
}

TEST(Digits, OfAllSizes) {
  uint64_t bits = 0x9E37'79B9'7F4A'7C15;
  for (int i = 0; i < 200'000; ++i) {
    bits = bits * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    const auto value = static_cast<int64_t>(bits) >> (i % 64);
    ASSERT_EQ(Integer(value), std::to_string(value));
  }
}

TEST(Digits, PaddedAndScaled) {
  for (int count = 1; count <= 8; ++count) {
    uint32_t power = 1;
    for (int i = 0; i < count; ++i) power *= 10;
    for (const uint32_t value : {0U, 7U, power / 3, power - 1}) {
      std::string expected = std::to_string(value);
      expected.insert(0, static_cast<size_t>(count) - expected.size(), '0');
      char text[16];
      EXPECT_EQ(std::string(text, WritePadded(value, count, text)), expected);
      const std::string whole = std::to_string(uint64_t{12'345'678'901});
      char scaled[32];
      EXPECT_EQ(
          std::string(scaled, WriteScaled(uint64_t{12'345'678'901} * power + value, count, scaled)),
          whole + "." + expected);
    }
  }
}

// The same number whatever its scale: digits before and after the point are those of the number.
TEST(Digits, DecimalsOfEveryScale) {
  for (int scale = 0; scale <= kDecimalDigitsMax; ++scale) {
    for (const Int128 size :
         {Int128{0}, Int128{5}, Int128{99}, Int128{12'345'678}, Int128{9'007'199'254'740'993},
          PowerOfTen(19) + 7, PowerOfTen(kDecimalDigitsMax) - 1}) {
      for (const Int128 value : {size, -size}) {
        const std::string text = FormatDecimal(value, scale);
        EXPECT_EQ(text.size() - text.find('.') - 1,
                  scale == 0 ? text.size() : static_cast<size_t>(scale));
        const auto read = ParseDecimal(text);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_TRUE(Rescale(read->unscaled, read->scale, scale) == value) << text;
      }
    }
  }
}

}  // namespace
}  // namespace datagen::base
