// One step of a compiled text: what it appends for a row. Inside this stage only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "foundation/random/alias_table.h"
#include "foundation/random/stream.h"
#include "functions/semantics/check_digits.h"
#include "knowledge/locale/item_list.h"

namespace datagen::semantics {

// A place in a pattern that takes one of `count` signs.
struct Blank {
  uint32_t at;
  uint32_t count;
  const char* signs;
};

struct TextStep {
  enum class Kind {
    kLiteral,    // text
    kItem,       // one of items
    kSexedItem,  // one of items or other_items, by the row's sex
    kDigits,     // text with its blanks filled
    kHex,        // low digits, 0 to 9 and a to f
    kWords,      // low to high words
    kSentences,  // low to high sentences
    kInteger,    // low to high
    kUuid,
    kChoice,  // one of choices
    kNumber,  // the row's number in the column's order
  };
  Kind kind = Kind::kLiteral;
  std::string text;
  random::Stream stream;
  random::Stream sex;                             // of kSexedItem: even = female
  const locale::ItemList* items = nullptr;        // female of kSexedItem
  const locale::ItemList* other_items = nullptr;  // male of kSexedItem
  int64_t low = 0;
  int64_t high = 0;
  bool capital = false;
  std::vector<Blank> blanks;    // of kDigits
  CheckDigits check = nullptr;  // of kDigits
  std::vector<std::vector<TextStep>> choices;
  random::AliasTable weights;  // empty: all alike
  std::vector<double> shares;
};

}  // namespace datagen::semantics
