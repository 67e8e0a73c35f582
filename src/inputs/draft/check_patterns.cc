#include "inputs/draft/check_patterns.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "functions/kernel/regex_pattern.h"

namespace datagen::draft {

std::optional<std::string> OwnPattern(std::string text) {
  static const std::pair<std::string, std::string> kClasses[] = {
      {"[:alpha:]", "a-zA-Z"}, {"[:digit:]", "0-9"},     {"[:alnum:]", "a-zA-Z0-9"},
      {"[:upper:]", "A-Z"},    {"[:lower:]", "a-z"},     {"[:xdigit:]", "0-9a-fA-F"},
      {"[:space:]", " "},      {"[:punct:]", "!#$%&*+-"}};
  for (const auto& [name, own] : kClasses) {
    for (size_t at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.replace(at, name.size(), own);
    }
  }
  const bool alternatives = text.find('|') != std::string::npos && text.find('(') > text.find('|');
  if (alternatives) {
    // ^a$|^b$: anchors stand in each of them.
    std::erase(text, '^');
    std::erase(text, '$');
  }
  if (!text.empty() && text.front() == '^') text.erase(0, 1);
  if (!text.empty() && text.back() == '$' && (text.size() < 2 || text[text.size() - 2] != '\\')) {
    text.pop_back();
  }
  std::string error;
  if (!kernel::ReadPattern(text, &error)) return std::nullopt;
  return text;
}

std::string LikePattern(const std::string& like) {
  std::string pattern;
  for (size_t i = 0; i < like.size(); ++i) {
    const char c = like[i];
    if (c == '%') {
      pattern += "[a-z0-9]{1,6}";
    } else if (c == '_') {
      pattern += "[a-z0-9]";
    } else if (c == '[' && like.find(']', i) != std::string::npos) {  // T-SQL
      const size_t close = like.find(']', i);
      pattern += like.substr(i, close + 1 - i);
      i = close;
    } else if (std::string_view("\\.^$|?*+()[]{}/").find(c) != std::string_view::npos) {
      pattern += '\\';
      pattern += c;
    } else {
      pattern += c;
    }
  }
  return pattern;
}

}  // namespace datagen::draft
