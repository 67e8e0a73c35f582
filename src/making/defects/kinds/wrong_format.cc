#include <cctype>

#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

// "!" in front, and '_' for whatever holds the parts of the text together.
Break Bind(const Target& /*target*/) {
  return [](const Row& row) -> std::optional<std::vector<Value>> {
    if (!row.values[0]->IsValid(0)) return std::nullopt;
    std::string text = "!";
    for (const char c : row.values[0]->String(0)) {
      const auto byte = static_cast<unsigned char>(c);
      text += byte >= 0x80 || std::isalnum(byte) != 0 || c == ' ' ? c : '_';
    }
    return std::vector<Value>{TextValue(text)};
  };
}

}  // namespace

const KindInfo& WrongFormatKind() {
  static const KindInfo info{.name = "wrong_format",
                             .summary = "Breaks the form of a text: separators lost, a sign added",
                             .text_only = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
