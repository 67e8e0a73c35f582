#include "knowledge/meaning/words.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "knowledge/meaning/list_text.h"
#include "meaning_words.h"  // made by CMake: kWordList

namespace datagen::meaning {
namespace {

struct Unit {
  std::string of;  // what it measures
  double size = 0;
};

struct WordLists {
  std::map<std::string, std::string> full;  // by abbreviation
  std::map<std::string, Unit> units;
  std::map<std::string, std::set<std::string>> classes;
};

const WordLists& Lists() {
  static const WordLists kLists = [] {
    WordLists lists;
    for (const Fields& fields : ReadEntries(kWordList, 3)) {
      if (fields[0] == "short") {
        lists.full[fields[1]] = fields[2];
      } else if (fields[0] == "unit") {
        lists.units[fields[1]] = {fields[2], ReadNumber(fields[3])};
      } else {
        const auto words = Split(fields[2], ",");
        lists.classes[fields[1]].insert(words.begin(), words.end());
      }
    }
    return lists;
  }();
  return kLists;
}

bool IsOfClass(const std::string& word, const char* name) {
  return Lists().classes.at(name).contains(word);
}

bool EndsInClass(std::string_view name, const char* of) {
  const Words words = WordsOf(name);
  return !words.empty() && IsOfClass(words.back(), of);
}

bool StartsInClass(std::string_view name, const char* of) {
  const Words words = WordsOf(name);
  return !words.empty() && IsOfClass(words.front(), of);
}

}  // namespace

Words WordsOf(std::string_view name) {
  Words words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  const auto is_lower = [&](size_t i) {
    return i < name.size() && std::islower(static_cast<unsigned char>(name[i])) != 0;
  };
  const auto is_upper = [&](size_t i) {
    return i < name.size() && std::isupper(static_cast<unsigned char>(name[i])) != 0;
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (std::isalnum(c) == 0 && c < 0x80) {
      flush();
      continue;
    }
    const bool after_lower = i > 0 && is_lower(i - 1);
    const bool before_lower = i > 0 && is_upper(i - 1) && is_lower(i + 1);
    if (is_upper(i) && (after_lower || before_lower)) flush();
    word += is_upper(i) ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  }
  flush();
  return words;
}

std::string Together(const Words& words, size_t begin, size_t end) {
  std::string letters;
  for (size_t i = begin; i < end; ++i) letters += words[i];
  return letters;
}

size_t EndOf(const std::string& letters, const Words& words, size_t begin) {
  size_t done = 0;
  for (size_t i = begin; i < words.size(); ++i) {
    if (letters.compare(done, words[i].size(), words[i]) != 0) return 0;
    done += words[i].size();
    if (done == letters.size()) return i + 1;
  }
  return 0;
}

std::string FullWord(const std::string& word) {
  const auto found = Lists().full.find(word);
  return found == Lists().full.end() ? word : found->second;
}

std::string SingularOf(const std::string& word) {
  constexpr size_t kShort = 3;
  if (word.size() <= kShort || word.back() != 's') return word;
  if (word.ends_with("ies") && word != "movies") return word.substr(0, word.size() - 3) + "y";
  // statuses, classes, boxes, branches, but cases and sizes.
  for (const char* end : {"uses", "sses", "xes", "ches", "shes"}) {
    if (word.ends_with(end)) return word.substr(0, word.size() - 2);
  }
  if (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is")) return word;
  return word.substr(0, word.size() - 1);
}

bool IsUnit(const std::string& word) { return Lists().units.contains(word); }

double UnitsIn(const std::string& from, const std::string& to) {
  const auto& units = Lists().units;
  const auto a = units.find(from);
  const auto b = units.find(to);
  if (a == units.end() || b == units.end() || a->second.of != b->second.of) return 0;
  return a->second.size / b->second.size;
}

bool NamesShortList(std::string_view table) {
  const Words words = WordsOf(table);
  return !words.empty() && (IsOfClass(words.back(), "short list") ||
                            IsOfClass(SingularOf(words.back()), "short list"));
}

bool NamesWholeNumber(std::string_view column) { return EndsInClass(column, "whole number"); }

bool NamesFlag(std::string_view column) {
  return StartsInClass(column, "first flag") || EndsInClass(column, "flag");
}

bool NamesLetterFlag(std::string_view column) {
  return StartsInClass(column, "first flag") || EndsInClass(column, "letter flag");
}

bool NamesUuid(std::string_view column) { return EndsInClass(column, "uuid"); }

bool NamesRow(std::string_view column) { return EndsInClass(column, "row"); }

}  // namespace datagen::meaning
