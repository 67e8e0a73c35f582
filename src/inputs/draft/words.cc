#include "inputs/draft/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "data/schema/schema.h"

namespace datagen::draft {

std::vector<std::string> WordsOf(const std::string& name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(schema::Lower(word));
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (std::isalnum(c) == 0 && c < 0x80) {
      flush();
      continue;
    }
    const bool upper = std::isupper(c) != 0;
    const bool after_lower = i > 0 && std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
    const bool before_lower = i + 1 < name.size() && i > 0 &&
                              std::isupper(static_cast<unsigned char>(name[i - 1])) != 0 &&
                              std::islower(static_cast<unsigned char>(name[i + 1])) != 0;
    if (upper && (after_lower || before_lower)) flush();
    word += static_cast<char>(c);
  }
  flush();
  return words;
}

std::string SpacedFrom(const std::vector<std::string>& words, size_t skipped) {
  return fmt::format(" {} ",
                     fmt::join(words.begin() + static_cast<ptrdiff_t>(skipped), words.end(), " "));
}

std::string Spaced(const std::string& name) { return SpacedFrom(WordsOf(name), 0); }

bool Names(const std::string& spaced, std::string_view alternatives) {
  std::string together = spaced;
  std::erase(together, ' ');
  while (!alternatives.empty()) {
    const size_t bar = std::min(alternatives.find('|'), alternatives.size());
    const std::string one(alternatives.substr(0, bar));
    alternatives.remove_prefix(std::min(bar + 1, alternatives.size()));
    if (spaced.find(" " + one + " ") != std::string::npos) return true;
    std::string joined = one;
    std::erase(joined, ' ');
    if (together == joined) return true;
  }
  return false;
}

}  // namespace datagen::draft
