// Values as JSON text, for the sinks that write text.
#pragma once

#include <string_view>

#include "foundation/base/buffer.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::sinks {

void AppendJsonString(std::string_view text, base::Buffer<char>* out);
// Whether any byte is one of these, or the other, or, with `controls`, below 0x20. Without a way
// out of its loop, so that compilers look at sixteen bytes at a time.
template <char... specials>
bool HasAny(std::string_view text, bool controls, char other = '"') {
  bool found = false;
  for (const char c : text) {
    found |= ((c == specials) || ...) | (c == other) |
             (controls & (static_cast<unsigned char>(c) < 0x20));
  }
  return found;
}

void AppendHex(std::string_view bytes, base::Buffer<char>* out);

// null, a number, true or false, a quoted text, an array; json columns as they are; binary as
// hexadecimal digits.
void AppendJsonValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                     base::Buffer<char>* out);

}  // namespace datagen::sinks
