#include "foundation/random/stream.h"

#include <string>

#include "foundation/base/sha256.h"

namespace datagen::random {
namespace {

uint64_t BigEndian(const uint8_t* bytes) {
  uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = (value << 8) | bytes[i];
  return value;
}

}  // namespace

Key Key::FromPath(std::string_view path) {
  const auto digest = base::Sha256(path);
  return {BigEndian(digest.data()), BigEndian(digest.data() + 8)};
}

Key Key::Child(std::string_view name) const {
  std::string path;
  for (const uint64_t word : {low_, high_}) {
    for (int shift = 56; shift >= 0; shift -= 8) path += static_cast<char>((word >> shift) & 0xFF);
  }
  path += name;
  return FromPath(path);
}

}  // namespace datagen::random
