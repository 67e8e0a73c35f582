// UTF-8: checking, counting and cutting by character (code point).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::base {

// The offset of the first byte that does not belong to well-formed UTF-8 (RFC 3629), if any.
std::optional<size_t> FindInvalidUtf8(std::string_view text);

// Requires of all below: well-formed UTF-8.
size_t CharacterCount(std::string_view text);
// The length in bytes of the first `characters` characters.
size_t PrefixBytes(std::string_view text, size_t characters);
std::vector<char32_t> DecodeUtf8(std::string_view text);
void AppendUtf8(char32_t character, std::string* text);
// The text with U+FFFD in the place of each byte that does not belong to well-formed UTF-8.
std::string ReplaceInvalidUtf8(std::string text);

}  // namespace datagen::base
