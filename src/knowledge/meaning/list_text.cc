#include "knowledge/meaning/list_text.h"

#include <algorithm>
#include <charconv>

#include "foundation/base/status.h"

namespace datagen::meaning {
namespace {

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

std::vector<std::string> Split(std::string_view text, std::string_view mark) {
  std::vector<std::string> parts;
  while (true) {
    const size_t end = text.find(mark);
    parts.emplace_back(Trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + mark.size());
  }
}

std::vector<Fields> ReadEntries(std::string_view text, size_t count) {
  std::vector<std::string> entries;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() != ' ') {
      entries.emplace_back(line);
      continue;
    }
    DATAGEN_CHECK(!entries.empty());
    entries.back().append(" ").append(Trimmed(line));
  }
  std::vector<Fields> fields;
  for (const std::string& entry : entries) {
    fields.push_back(Split(entry, " | "));
    DATAGEN_CHECK(fields.back().size() >= count);
  }
  return fields;
}

double ReadNumber(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  DATAGEN_CHECK(read.ec == std::errc() && read.ptr == text.data() + text.size());
  return number;
}

std::pair<double, double> ReadRange(std::string_view text, double open) {
  const size_t dots = text.find("..");
  DATAGEN_CHECK(dots != std::string_view::npos);
  const std::string_view end = text.substr(dots + 2);
  return {ReadNumber(text.substr(0, dots)), end.empty() ? open : ReadNumber(end)};
}

}  // namespace datagen::meaning
