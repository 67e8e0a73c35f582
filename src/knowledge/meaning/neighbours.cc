#include "knowledge/meaning/neighbours.h"

#include <algorithm>

namespace datagen::meaning {

bool Neighbours::Has(const std::vector<std::string>& asked, const Words& words,
                     const std::vector<std::string>& own) const {
  if (asked.empty()) return false;
  const std::vector<std::string> before = LettersBefore(words, own);
  return std::any_of(names_.begin(), names_.end(), [&](std::string_view name) {
    if (name == column_) return false;
    const Words plain = WordsOf(name);
    Words full;
    for (const std::string& word : plain) full.push_back(FullWord(word));
    for (const Words& reading : {plain, full}) {
      for (const std::string& letters : LettersBefore(reading, asked)) {
        if (std::find(before.begin(), before.end(), letters) != before.end()) return true;
      }
    }
    return false;
  });
}

std::vector<std::string> Neighbours::LettersBefore(const Words& words,
                                                   const std::vector<std::string>& names) const {
  std::vector<std::string> found;
  for (const std::string& name : names) {
    const bool whole = name.front() == '=';
    const Words of_name = WordsOf(name);
    const std::string letters = Together(of_name, 0, of_name.size());
    for (size_t begin = 0; begin < words.size(); ++begin) {
      const size_t end = EndOf(letters, words, begin);
      if (end == 0 || (whole && end != words.size())) continue;
      const std::string before = Together(words, 0, begin);
      found.push_back(table_.IsName(before) ? "" : before);
    }
  }
  return found;
}

}  // namespace datagen::meaning
