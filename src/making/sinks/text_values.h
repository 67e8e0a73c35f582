// Values as JSON text, for the sinks that write text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "foundation/base/buffer.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::sinks {

void AppendJsonString(std::string_view text, base::Buffer<char>* out);

// Whether any byte is one of these, or the other, or, with `controls`, below 0x20. Without a way
// out of its loop and with a sum of its own for each sign, so that compilers look at sixteen bytes
// at a time; of one sum they make a test of bits for each byte, at a twentieth of the speed.
template <char... specials>
bool HasAny(std::string_view text, bool controls, char other = '"') {
  const auto least = static_cast<unsigned char>(controls ? 0x20 : 0);
  std::array<uint8_t, sizeof...(specials)> found{};
  uint8_t others = 0;
  uint8_t below = 0;
  for (const char c : text) {
    size_t k = 0;
    ((found[k++] |= static_cast<uint8_t>(c == specials)), ...);
    others |= static_cast<uint8_t>(c == other);
    below |= static_cast<uint8_t>(static_cast<unsigned char>(c) < least);
  }
  for (const uint8_t one : found) others |= one;
  return (others | below) != 0;
}

void AppendHex(std::string_view bytes, base::Buffer<char>* out);

// null, a number, true or false, a quoted text, an array; json columns as they are; binary as
// hexadecimal digits.
void AppendJsonValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                     base::Buffer<char>* out);

}  // namespace datagen::sinks
