#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

Break Bind(const Target& /*target*/) {
  return [](const Row& row) -> std::optional<std::vector<Value>> {
    if (!row.values[0]->IsValid(0)) return std::nullopt;
    const std::string text(row.values[0]->String(0));
    switch (row.bits % 4) {
      case 0:
        return std::vector<Value>{TextValue(" " + text)};
      case 1:
        return std::vector<Value>{TextValue(text + " ")};
      case 2:
        return std::vector<Value>{TextValue(text + "\t")};
      default:
        return std::vector<Value>{TextValue("  " + text + " ")};
    }
  };
}

}  // namespace

const KindInfo& WhiteSpaceKind() {
  static const KindInfo info{.name = "white_space",
                             .summary = "Adds blanks or a tab at an end of the text",
                             .text_only = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
