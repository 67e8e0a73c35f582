// The noun behind a number: "1 row", "2 rows".
//
// Thread-safety: pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace datagen::base {

// `one` for 1, else `many`, or `one` with an s.
template <typename Count>
std::string Plural(Count count, std::string_view one, std::string_view many = {}) {
  if (count == Count{1}) return std::string(one);
  return many.empty() ? std::string(one) + "s" : std::string(many);
}

}  // namespace datagen::base
