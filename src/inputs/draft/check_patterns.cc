#include "inputs/draft/check_patterns.h"

#include <algorithm>
#include <boost/regex.hpp>
#include <cctype>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "functions/kernel/pattern_index.h"
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

std::optional<double> TextsOf(const std::string& pattern) {
  std::string error;
  const auto read = kernel::ReadPattern(pattern, &error);
  const auto index = read ? kernel::PatternIndex::Make(*read) : std::nullopt;
  return index ? std::optional(static_cast<double>(index->count())) : std::nullopt;
}

bool TakesAddresses(const std::optional<std::string>& like, const std::string& pattern) {
  std::string form = pattern;
  if (like) {
    form.clear();
    for (const char c : *like) {
      const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '@';
      form += c == '%' ? ".*" : c == '_' ? "." : plain ? std::string(1, c) : std::string("\\") + c;
    }
  }
  // Of the forms that faker has, at domains of different ends.
  static const char* const kAddresses[] = {"florine.jenkins04@example.com", "m.ward@example.org",
                                           "anna-lena.oconnor1985@example.net"};
  try {
    const boost::regex takes(form);
    return std::all_of(std::begin(kAddresses), std::end(kAddresses),
                       [&](const char* address) { return boost::regex_match(address, takes); });
  } catch (const std::runtime_error&) {
    return false;  // a form of its own, or one that takes more steps than the library allows
  }
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
