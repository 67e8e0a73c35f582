#include "foundation/base/utf8.h"

namespace datagen::base {
namespace {

unsigned char Byte(std::string_view text, size_t i) { return static_cast<unsigned char>(text[i]); }

bool Continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

std::optional<size_t> FindInvalidUtf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const unsigned char lead = Byte(text, i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    size_t length = 0;
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      length = 3;
      if (lead == 0xE0) second_min = 0xA0;
      if (lead == 0xED) second_max = 0x9F;  // surrogates are not characters
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
      if (lead == 0xF0) second_min = 0x90;
      if (lead == 0xF4) second_max = 0x8F;
    } else {
      return i;
    }
    if (i + length > text.size()) return i;
    if (Byte(text, i + 1) < second_min || Byte(text, i + 1) > second_max) return i;
    for (size_t k = 2; k < length; ++k) {
      if (!Continues(Byte(text, i + k))) return i;
    }
    i += length;
  }
  return std::nullopt;
}

size_t CharacterCount(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += Continues(static_cast<unsigned char>(c)) ? 0 : 1;
  return count;
}

size_t PrefixBytes(std::string_view text, size_t characters) {
  size_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (Continues(Byte(text, i))) continue;
    if (count == characters) return i;
    ++count;
  }
  return text.size();
}

std::vector<char32_t> DecodeUtf8(std::string_view text) {
  std::vector<char32_t> characters;
  for (size_t i = 0; i < text.size();) {
    const unsigned char lead = Byte(text, i);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? lead : lead & (0xFF >> (length + 1));
    for (size_t k = 1; k < length; ++k) character = (character << 6) | (Byte(text, i + k) & 0x3F);
    characters.push_back(character);
    i += length;
  }
  return characters;
}

void AppendUtf8(char32_t character, std::string* text) {
  const auto tail = [&](int shift) {
    text->push_back(static_cast<char>(0x80 | ((character >> shift) & 0x3F)));
  };
  if (character < 0x80) {
    text->push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    text->push_back(static_cast<char>(0xC0 | (character >> 6)));
    tail(0);
  } else if (character < 0x10000) {
    text->push_back(static_cast<char>(0xE0 | (character >> 12)));
    tail(6);
    tail(0);
  } else {
    text->push_back(static_cast<char>(0xF0 | (character >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string ReplaceInvalidUtf8(std::string text) {
  constexpr const char* kReplacement = "\xEF\xBF\xBD";
  size_t done = 0;
  while (true) {
    const auto bad = FindInvalidUtf8(std::string_view(text).substr(done));
    if (!bad) return text;
    text.replace(done + *bad, 1, kReplacement);
    done += *bad + 3;
  }
}

}  // namespace datagen::base
