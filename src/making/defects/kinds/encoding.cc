#include "foundation/base/utf8.h"
#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

// UTF-8 that was read as Latin-1 and written again; where all is ASCII, one letter is lost and the
// replacement character stands for it. The result is UTF-8: files stay readable.
Break Bind(const Target& /*target*/) {
  return [](const Row& row) -> std::optional<std::vector<Value>> {
    if (!row.values[0]->IsValid(0)) return std::nullopt;
    const std::string_view text = row.values[0]->String(0);
    std::string broken;
    bool wide = false;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        broken += c;
        continue;
      }
      wide = true;
      broken += static_cast<char>(0xC0 | (byte >> 6));
      broken += static_cast<char>(0x80 | (byte & 0x3F));
    }
    if (!wide) {
      const size_t at = text.empty() ? 0 : row.bits % text.size();
      broken = std::string(text.substr(0, at)) + "\xEF\xBF\xBD" +
               std::string(text.substr(std::min(text.size(), at + 1)));
    }
    return std::vector<Value>{TextValue(broken)};
  };
}

}  // namespace

const KindInfo& EncodingKind() {
  static const KindInfo info{.name = "encoding",
                             .summary = "Damages letters as a wrong character set does",
                             .text_only = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
