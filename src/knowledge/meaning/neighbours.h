// The other columns of a column's table: what stands beside it.
//
// A neighbour counts that speaks of the same thing: one with the same words before its name. The
// state beside a city is a region and so is ship_state beside ship_city, but the state beside
// ship_city is the order's. The table's own name says nothing: customer_city in customers is city.
//
// Lifetime: the names and the table's words outlive it. Thread-safety: none; made for one column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/meaning/table_words.h"
#include "knowledge/meaning/words.h"

namespace datagen::meaning {

class Neighbours {
 public:
  // `names`: of the table's columns; `column`, which may be among them, is none of its neighbours.
  Neighbours(const std::vector<std::string_view>& names, std::string_view column,
             const TableWords& table)
      : names_(names), column_(column), table_(table) {}

  // Whether one of `asked` is beside a column of these words, in which one of `own` stands. Names
  // are as in the lists: "=unit" is the last word of the neighbour, and the first but for those
  // before.
  [[nodiscard]] bool Has(const std::vector<std::string>& asked, const Words& words,
                         const std::vector<std::string>& own) const;

 private:
  // The letters before each place where one of the names stands; none for the table's own.
  [[nodiscard]] std::vector<std::string> LettersBefore(const Words& words,
                                                       const std::vector<std::string>& names) const;

  const std::vector<std::string_view>& names_;
  std::string_view column_;
  const TableWords& table_;
};

}  // namespace datagen::meaning
