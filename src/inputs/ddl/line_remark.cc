#include "inputs/ddl/line_remark.h"

#include <algorithm>

namespace datagen::ddl {

std::string RemarkBehind(std::string_view text, size_t end) {
  constexpr std::string_view kBlanks = " \t";
  const auto skip = [&] { end = std::min(text.find_first_not_of(kBlanks, end), text.size()); };
  skip();
  if (end < text.size() && text[end] == ',') ++end;
  skip();
  if (text.substr(end, 2) != "--") return "";
  std::string_view remark = text.substr(end, text.find('\n', end) - end);
  const size_t first = remark.find_first_not_of("- \t\r");
  if (first == std::string_view::npos) return "";
  remark = remark.substr(first, remark.find_last_not_of(" \t\r") + 1 - first);
  // A definition that was taken out is no remark.
  return remark.back() == ',' || remark.back() == ';' ? "" : std::string(remark);
}

}  // namespace datagen::ddl
