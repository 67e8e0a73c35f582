// The lists of concepts/, read: concepts in the order of their lines, found by the letters of
// names.
//
// Thread-safety: read at first use, immutable then.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "knowledge/meaning/meaning.h"
#include "knowledge/meaning/words.h"

namespace datagen::meaning {

class ConceptList {
 public:
  explicit ConceptList(std::string_view text);

  // Those whose names stand in a column's name, the first line first. `whole`: the letters of what
  // the column is called as a whole; "" when that is nothing of its own.
  [[nodiscard]] std::vector<const Concept*> Find(const Words& words,
                                                 const std::string& whole) const;

  [[nodiscard]] const std::vector<Concept>& concepts() const { return concepts_; }

 private:
  std::vector<Concept> concepts_;
  std::map<std::string, std::vector<size_t>, std::less<>> by_letters_;
  size_t longest_ = 0;  // letters of a name
};

const ConceptList& ConceptsOf(Kind kind);
const std::vector<Vocabulary>& Vocabularies();

}  // namespace datagen::meaning
