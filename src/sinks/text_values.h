// Values as JSON text, for the sinks that write text.
#pragma once

#include <string_view>

#include "base/buffer.h"
#include "kernel/value_type.h"
#include "kernel/vector.h"

namespace datagen::sinks {

void AppendJsonString(std::string_view text, base::Buffer<char>* out);
void AppendHex(std::string_view bytes, base::Buffer<char>* out);

// null, a number, true or false, a quoted text, an array; json columns as they are; binary as
// hexadecimal digits.
void AppendJsonValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                     base::Buffer<char>* out);

}  // namespace datagen::sinks
