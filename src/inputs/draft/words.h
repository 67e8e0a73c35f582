// Names of tables and columns as words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::draft {

// Words of a name in small letters: "CustomerID" and "customer_id" have "customer", "id".
std::vector<std::string> WordsOf(const std::string& name);
// The words with blanks between and around: " customer id ".
std::string Spaced(const std::string& name);
// The words without the first `skipped`, in the same form.
std::string SpacedFrom(const std::vector<std::string>& words, size_t skipped);
// Whether a spaced name has one of the alternatives ("first name|given name") as whole words, or is
// one of them written together ("firstname").
bool Names(const std::string& spaced, std::string_view alternatives);

}  // namespace datagen::draft
