// Words of a table's name: which lines of the lists hold in the table, and which words before a
// column's name are the table's own (customer_name in customers).
//
// Thread-safety: immutable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/meaning/words.h"

namespace datagen::meaning {

class TableWords {
 public:
  explicit TableWords(std::string_view table);

  // Whether one of the names stands in the table's; also when there are none.
  [[nodiscard]] bool Admits(const std::vector<std::string>& names) const;

  // Whether these letters are the table's name, or the name of one of its rows.
  [[nodiscard]] bool IsName(const std::string& letters) const;

 private:
  Words plain_;  // as they stand
  Words full_;   // without abbreviations and plurals
};

}  // namespace datagen::meaning
