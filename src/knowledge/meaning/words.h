// Names of tables and columns as words, and what single words say.
//
// Source: concepts/words.txt, read at first use.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::meaning {

using Words = std::vector<std::string>;

// Words of a name in small letters: "CustomerID", "customer_id" and "customer id" have customer,
// id.
Words WordsOf(std::string_view name);
// All letters of words [begin, end) together.
std::string Together(const Words& words, size_t begin, size_t end);
// The end of the words from `begin` on whose letters together are `letters`; 0 when there is none.
// Requires: letters. Names may have thousands of words: this looks at no more than the letters.
size_t EndOf(const std::string& letters, const Words& words, size_t begin);

// What an abbreviation stands for: "wt" → "weight". Any other word stays as it is.
std::string FullWord(const std::string& word);
// "categories" → "category". A word that is no plural stays as it is.
std::string SingularOf(const std::string& word);

bool IsUnit(const std::string& word);
// How many of the unit `to` one of the unit `from` is. 0: they measure different things, or one of
// them is none.
double UnitsIn(const std::string& from, const std::string& to);

// By the last word of a table's name: a short list that others refer to (types, countries).
bool NamesShortList(std::string_view table);
// By the last word of a column's name: a number that counts or names, and has no fraction.
bool NamesWholeNumber(std::string_view column);
// "is_…", "has_…", "…_flag": yes or no. In texts of one letter "…_yn" and "…_ind", too.
bool NamesFlag(std::string_view column);
bool NamesLetterFlag(std::string_view column);
// By the last word: a uuid, where a text has room for one; what people call the row.
bool NamesUuid(std::string_view column);
bool NamesRow(std::string_view column);

}  // namespace datagen::meaning
