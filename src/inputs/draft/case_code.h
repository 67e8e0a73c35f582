// Cases of a split as a condition of the language.
//
// Thread-safety: pure functions.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "inputs/draft/check_facts.h"

namespace datagen::draft {

// Holds in the cases that `chosen` takes, and in no other; nullopt where the language has no words
// for it. Requires: it takes one.
std::optional<std::string> CaseCode(const schema::Table& table, const CaseSplit& split,
                                    const std::function<bool(const CaseSplit::Case&)>& chosen);

// A listed column (its code) has one of some values, out of all that it can have.
std::string AnyOfCode(const std::string& column, const std::vector<std::string>& chosen,
                      const std::vector<std::string>& others);

}  // namespace datagen::draft
