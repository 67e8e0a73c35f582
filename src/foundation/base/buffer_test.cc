#include "foundation/base/buffer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <new>

namespace datagen::base {
namespace {

TEST(Buffer, HoldsNoMoreThanOffsetsOf32BitsReach) {
  Buffer<char> texts;
  EXPECT_THROW(texts.Reserve(size_t{INT32_MAX} + 1), std::bad_alloc);
  EXPECT_EQ(texts.capacity(), 0U);
  // Nor by rounding up.
  EXPECT_THROW(texts.Reserve((size_t{7} << 28) + 1), std::bad_alloc);
}

}  // namespace
}  // namespace datagen::base
