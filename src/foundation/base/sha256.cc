#include "foundation/base/sha256.h"

#include <fmt/format.h>
#include <openssl/sha.h>

namespace datagen::base {

std::array<uint8_t, 32> Sha256(std::string_view bytes) {
  std::array<uint8_t, 32> digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

std::string Sha256Hex(std::string_view bytes) {
  std::string hex;
  for (const uint8_t byte : Sha256(bytes)) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace datagen::base
