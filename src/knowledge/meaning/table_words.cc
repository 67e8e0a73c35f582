#include "knowledge/meaning/table_words.h"

#include <algorithm>

namespace datagen::meaning {
namespace {

bool Has(const Words& words, const std::string& letters) {
  for (size_t begin = 0; begin < words.size(); ++begin) {
    if (EndOf(letters, words, begin) != 0) return true;
  }
  return false;
}

}  // namespace

TableWords::TableWords(std::string_view table) : plain_(WordsOf(table)) {
  for (const std::string& word : plain_) full_.push_back(FullWord(SingularOf(word)));
}

bool TableWords::Admits(const std::vector<std::string>& names) const {
  return names.empty() || std::any_of(names.begin(), names.end(), [&](const auto& name) {
           const Words words = WordsOf(name);
           const std::string letters = Together(words, 0, words.size());
           return Has(plain_, letters) || Has(full_, letters);
         });
}

bool TableWords::IsName(const std::string& letters) const {
  if (letters == Together(plain_, 0, plain_.size())) return true;
  Words singular = plain_;
  if (!singular.empty()) singular.back() = full_.back();
  return letters == Together(singular, 0, singular.size());
}

}  // namespace datagen::meaning
