// What other languages write in expressions, for the hints of messages.
//
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::expression {

// Of a word that stands where none is expected: CASE, IN, DATE. "" where nothing is known.
std::string HintForWord(std::string_view word);

// Of a function that there is not; `own` are those that there are.
std::string HintForFunction(std::string_view name, const std::vector<std::string>& own);

}  // namespace datagen::expression
