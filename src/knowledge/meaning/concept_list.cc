#include "knowledge/meaning/concept_list.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "foundation/base/status.h"
#include "knowledge/meaning/list_text.h"
#include "meaning_concepts.h"  // made by CMake: kTextConcepts, …

namespace datagen::meaning {
namespace {

// "method email" → "method", "email".
std::pair<std::string, std::string> Fact(const std::string& text) {
  const size_t blank = std::min(text.find(' '), text.size());
  return {text.substr(0, blank), text.substr(std::min(blank + 1, text.size()))};
}

std::vector<std::string> TablesOf(const std::string& text) {
  return text == "*" ? std::vector<std::string>() : Split(text, ",");
}

bool ReadForm(const std::string& key, const std::string& value, Concept* to) {
  static const std::map<std::string, Form> kForms = {
      {"method", Form::kMethod}, {"pattern", Form::kPattern},
      {"words", Form::kWords},   {"vocabulary", Form::kVocabulary},
      {"prose", Form::kProse},   {"hexadecimal", Form::kHexadecimal},
      {"code", Form::kCode},     {"owner", Form::kOwner}};
  const auto form = kForms.find(key);
  if (form == kForms.end()) return false;
  to->form = form->second;
  to->text = value;
  if (to->form == Form::kMethod) {
    const auto parts = Split(value, " of ");
    to->text = parts[0];
    if (parts.size() > 1) to->of = parts[1];
  }
  if (to->form == Form::kWords) {
    const auto [low, high] = ReadRange(value, 0);
    to->words_min = static_cast<int>(low);
    to->words_max = static_cast<int>(high);
  }
  return true;
}

void ReadFact(const std::string& text, Concept* to) {
  const auto [key, value] = Fact(text);
  if (ReadForm(key, value, to)) return;
  if (key == "length") {
    const auto [low, high] = ReadRange(value, INFINITY);
    to->length_min = static_cast<int64_t>(low);
    if (std::isfinite(high)) to->length_max = static_cast<int64_t>(high);
  } else if (key == "table") {
    to->tables = TablesOf(value);
  } else if (key == "beside") {
    to->beside = Split(value, ",");
  } else if (key == "without") {
    to->without = Split(value, ",");
  } else if (key == "nulls") {
    to->null_rate = ReadNumber(value);
  } else if (key == "range") {
    std::tie(to->low, to->high) = ReadRange(value, 0);
  } else if (key == "typical") {
    to->typical = ReadNumber(value);
  } else if (key == "unit") {
    to->unit = value;
  } else if (key == "natural") {
    to->natural = true;
  } else if (key == "rank") {
    to->rank = static_cast<int>(ReadNumber(value));
  } else if (key == "within") {
    const auto days = Split(value, "..");
    to->window_start = days.at(0) + "T00:00:00Z";
    to->window_end = days.at(1) + "T00:00:00Z";
  } else if (text == "last touch") {
    to->is_last_touch = true;
  } else if (key == "true") {
    to->true_percent = static_cast<int>(ReadNumber(value));
  } else {
    DATAGEN_CHECK(false);
  }
}

// "=name" keeps its sign.
std::string LettersOf(const std::string& name) {
  const Words words = WordsOf(name);
  const std::string letters = Together(words, 0, words.size());
  return name.front() == '=' ? "=" + letters : letters;
}

// "in progress 20" → the value, and its weight where it has one.
void ReadValue(const std::string& text, Vocabulary* to) {
  const size_t blank = text.rfind(' ');
  const bool weighted = blank != std::string::npos &&
                        text.find_first_not_of("0123456789", blank + 1) == std::string::npos;
  to->values.push_back(text.substr(0, weighted ? blank : text.size()));
  if (weighted) to->weights.push_back(static_cast<int>(ReadNumber(text.substr(blank + 1))));
}

}  // namespace

ConceptList::ConceptList(std::string_view text) {
  constexpr size_t kFields = 4;
  for (const Fields& fields : ReadEntries(text, kFields)) {
    Concept read;
    read.id = fields[0];
    read.names = Split(fields[1], ",");
    for (const std::string& fact : Split(fields[2], "; ")) ReadFact(fact, &read);
    read.reason = fields[3];
    for (const std::string& name : read.names) {
      const std::string letters = LettersOf(name);
      longest_ = std::max(longest_, letters.size());
      auto& indices = by_letters_[letters];
      if (indices.empty() || indices.back() != concepts_.size())
        indices.push_back(concepts_.size());
    }
    concepts_.push_back(std::move(read));
  }
}

std::vector<const Concept*> ConceptList::Find(const Words& words, const std::string& whole) const {
  std::set<size_t> found;
  const auto take = [&](const std::string& letters) {
    const auto known = by_letters_.find(letters);
    if (known != by_letters_.end()) found.insert(known->second.begin(), known->second.end());
  };
  if (!whole.empty()) take("=" + whole);
  for (size_t begin = 0; begin < words.size(); ++begin) {
    std::string letters;
    for (size_t end = begin; end < words.size() && letters.size() < longest_; ++end) {
      letters += words[end];
      take(letters);
    }
  }
  std::vector<const Concept*> concepts;
  concepts.reserve(found.size());
  for (const size_t index : found) concepts.push_back(&concepts_[index]);
  return concepts;
}

const ConceptList& ConceptsOf(Kind kind) {
  static const ConceptList kTexts(kTextConcepts);
  static const ConceptList kNumbers(kNumberConcepts);
  static const ConceptList kTimes(kTimeConcepts);
  static const ConceptList kTruths(kTruthConcepts);
  switch (kind) {
    case Kind::kText:
      return kTexts;
    case Kind::kNumber:
      return kNumbers;
    case Kind::kTime:
      return kTimes;
    case Kind::kTruth:
      break;
  }
  return kTruths;
}

const std::vector<Vocabulary>& Vocabularies() {
  static const std::vector<Vocabulary> kVocabularies = [] {
    constexpr size_t kFields = 3;
    std::vector<Vocabulary> vocabularies;
    for (const Fields& fields : ReadEntries(kVocabularyList, kFields)) {
      Vocabulary read{.id = fields[0], .tables = TablesOf(fields[1])};
      for (const std::string& value : Split(fields[2], ",")) ReadValue(value, &read);
      vocabularies.push_back(std::move(read));
    }
    return vocabularies;
  }();
  return kVocabularies;
}

}  // namespace datagen::meaning
