#include "foundation/base/case_folding.h"

#include <array>
#include <cstdint>

#include "foundation/base/letter_case.h"
#include "foundation/base/utf8.h"

namespace datagen::base {
namespace {

// Capitals from `first` to `last`, each `step` apart from the next; small letters lie `away` from
// them.
struct Capitals {
  char32_t first;
  char32_t last;
  char32_t step;
  int32_t away;
};

// Those that LowerCase leaves: what `lower` gives in expressions must stay as it was.
constexpr std::array kOtherCapitals{
    Capitals{0x386, 0x386, 1, 38},  Capitals{0x388, 0x38A, 1, 37}, Capitals{0x38C, 0x38C, 1, 64},
    Capitals{0x38E, 0x38F, 1, 63},  Capitals{0x3AA, 0x3AB, 1, 32}, Capitals{0x460, 0x480, 2, 1},
    Capitals{0x48A, 0x4BE, 2, 1},   Capitals{0x4D0, 0x52E, 2, 1},  Capitals{0x531, 0x556, 1, 48},
    Capitals{0x1E00, 0x1E94, 2, 1}, Capitals{0x1EA0, 0x1EFE, 2, 1}};

char32_t Folded(char32_t letter) {
  for (const Capitals& range : kOtherCapitals) {
    const bool within = letter >= range.first && letter <= range.last;
    if (within && (letter - range.first) % range.step == 0) {
      return static_cast<char32_t>(static_cast<int32_t>(letter) + range.away);
    }
  }
  return LowerCase(letter);
}

}  // namespace

std::string FoldCase(std::string_view text) {
  if (FindInvalidUtf8(text)) return std::string(text);
  std::string folded;
  folded.reserve(text.size());
  for (const char32_t letter : DecodeUtf8(text)) AppendUtf8(Folded(letter), &folded);
  return folded;
}

}  // namespace datagen::base
