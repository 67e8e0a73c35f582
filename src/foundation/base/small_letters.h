// ASCII capitals as small letters; all else stays, whatever the C library's locale is.
//
// Thread-safety: a pure function.
#pragma once

#include <string>
#include <string_view>

namespace datagen::base {

std::string InSmallLetters(std::string_view text);

}  // namespace datagen::base
