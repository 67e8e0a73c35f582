// Help on words of the language that are no functions of the registry: methods of faker and their
// topics, functions of expressions, rules.
//
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::api {

// All that is known of a word, a paragraph each; "" when it is none of these.
std::string WordHelp(std::string_view word);
std::vector<std::string> HelpWords();

// What shows a method of faker or a law, as JSON; "" when there is none of that name.
std::string WordExample(std::string_view name);

}  // namespace datagen::api
