// The form that the lists of concepts/ share: a line is an entry, " | " between its fields. A line
// that begins with a blank goes on with the one before, one with # says something to readers.
//
// The build has checked the lists (scripts/check_meanings.py): what is wrong in them is our own
// mistake. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace datagen::meaning {

using Fields = std::vector<std::string>;

// The entries, each with at least `count` fields.
std::vector<Fields> ReadEntries(std::string_view text, size_t count);

// The parts between the marks, without blanks around them.
std::vector<std::string> Split(std::string_view text, std::string_view mark);
double ReadNumber(std::string_view text);
// "3..5", "3.." (has no end: `open`).
std::pair<double, double> ReadRange(std::string_view text, double open);

}  // namespace datagen::meaning
