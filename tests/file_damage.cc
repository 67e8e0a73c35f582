#include "file_damage.h"

#include <algorithm>
#include <string_view>

namespace datagen::fuzz {
namespace {

using namespace std::string_view_literals;

// Begins, ends and inner signs of the formats, and what readers of text stumble over.
constexpr std::string_view kPieces[] = {"PAR1"sv,
                                        "PARE"sv,
                                        "ARROW1\0\0"sv,
                                        "\x1f\x8b\x08"sv,
                                        "\x28\xb5\x2f\xfd"sv,
                                        "\xef\xbb\xbf"sv,
                                        "\xff\xfe"sv,
                                        "\xfe\xff"sv,
                                        "\0"sv,
                                        "\0\0\0\0\0\0\0\0"sv,
                                        "\xff\xff\xff\xff"sv,
                                        "\xff\xff\xff\x7f"sv,
                                        "\xff\xff\xff\xff\xff\xff\xff\x7f"sv,
                                        "\0\0\0\x80"sv,
                                        "\""sv,
                                        "\"\""sv,
                                        ","sv,
                                        ";"sv,
                                        "\r\n"sv,
                                        "\r"sv,
                                        "\n"sv,
                                        "\n\n"sv,
                                        "{"sv,
                                        "}"sv,
                                        "["sv,
                                        "null"sv,
                                        "1e999"sv,
                                        "NaN"sv,
                                        "99999999999999999999999999"sv,
                                        "-0"sv,
                                        "2024-02-30"sv,
                                        "\\"sv,
                                        "\\ud800"sv,
                                        "\xc3"sv,
                                        "\xf5"sv,
                                        "\xed\xa0\x80"sv,
                                        "\t"sv,
                                        "true"sv};

void TurnBits(std::string* bytes, size_t from, size_t count, Draws* draws) {
  for (size_t k = 1 + draws->Below(8); k > 0 && count > 0; --k) {
    char& byte = (*bytes)[from + draws->Below(count)];
    byte = static_cast<char>(byte ^ (1U << draws->Below(8)));
  }
}

std::string Utf16(const std::string& bytes) {
  std::string wide = "\xff\xfe";
  for (const char c : bytes) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

void DamageOnce(std::string* bytes, Draws* draws) {
  const size_t size = bytes->size();
  const size_t at = draws->Below(size + 1);
  const size_t length = draws->Below(std::min<size_t>(200, size - at) + 1);
  const size_t end = std::min<size_t>(size, 400);  // footers and their lengths stand last
  switch (draws->Below(12)) {
    case 0:
      return bytes->resize(at);
    case 1:
      return bytes->resize(size - std::min<size_t>(size, 1 + draws->Below(12)));
    case 2:
      return TurnBits(bytes, 0, size, draws);
    case 3:
      return TurnBits(bytes, size - end, end, draws);
    case 4:
      return TurnBits(bytes, 0, std::min<size_t>(size, 16), draws);
    case 5: {  // a length, an offset
      const std::string_view number = draws->Of(kPieces);
      const size_t place = draws->OneIn(2) ? at : size - draws->Below(end + 1);
      bytes->replace(place, std::min(number.size(), size - place), number);
      return;
    }
    case 6:
      bytes->erase(at, length);
      return;
    case 7: {
      const std::string copied = bytes->substr(at, length);
      const size_t times = draws->OneIn(8) ? draws->Below(400) : 1;
      for (size_t k = 0; k < times; ++k) bytes->insert(draws->Below(bytes->size() + 1), copied);
      return;
    }
    case 8: {
      std::string piece(draws->Of(kPieces));
      // Nested deep, or a value that is very long.
      const size_t times = draws->OneIn(6) ? draws->Below(5000) : 1;
      std::string repeated;
      for (size_t k = 0; k < times; ++k) repeated += piece;
      bytes->insert(at, repeated);
      return;
    }
    case 9:
      bytes->insert(0, draws->Of(kPieces));
      return;
    case 10:
      if (draws->OneIn(3)) *bytes = draws->OneIn(2) ? "" : Utf16(*bytes);
      return;
    default:
      for (size_t k = 0; k < length; ++k) {
        (*bytes)[at + k] = static_cast<char>(draws->Below(256));
      }
  }
}

}  // namespace

std::string Damaged(std::string bytes, Draws* draws) {
  const size_t changes = draws->OneIn(2) ? 1 : 1 + draws->Below(4);
  for (size_t k = 0; k < changes; ++k) DamageOnce(&bytes, draws);
  return bytes;
}

}  // namespace datagen::fuzz
