// Finds the name a user most likely meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::base {

// The number of single-character insertions, deletions, substitutions and swaps of neighbours that
// turn `a` into `b` (optimal string alignment), ignoring case.
int EditDistance(std::string_view a, std::string_view b);

// The candidate nearest to `given`, or "" when none is near enough to be a misspelling (more than a
// third of its letters, at least 1, at most 3); then the only one that begins with it.
std::string NearestSpelling(std::string_view given, const std::vector<std::string>& candidates);

// The hint "did you mean 'NAME'?" for the nearest candidate; "" when none is near enough.
std::string DidYouMean(std::string_view given, const std::vector<std::string>& candidates);

// "a, b, c" in the given order; at most `limit` names, then how many more.
std::string JoinNames(const std::vector<std::string>& names, size_t limit = 40);

}  // namespace datagen::base
