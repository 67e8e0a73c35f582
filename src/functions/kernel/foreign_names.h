// Keys and words as other programs call them, for the hints of messages.
//
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::kernel {

// "write 'nodes'" for the key "tables", where `own` has it; else the nearest spelling; "" where
// nothing is near.
std::string HintForKey(std::string_view given, const std::vector<std::string>& own);
// The key that such a hint names; "" where nothing is near.
std::string KeyMeantBy(std::string_view given, const std::vector<std::string>& own);
// The same for a value that is one of few words: 'normal' for "gaussian".
std::string HintForWord(std::string_view given, const std::vector<std::string>& own);

// firstName, first-name and FIRST NAME as first_name.
std::string InSnakeCase(std::string_view name);
// Whether `names`, which have | between them, hold a name.
bool IsListed(std::string_view name, std::string_view names);

}  // namespace datagen::kernel
