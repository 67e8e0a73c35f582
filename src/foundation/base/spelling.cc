#include "foundation/base/spelling.h"

#include <algorithm>
#include <cctype>

namespace datagen::base {
namespace {

constexpr size_t kLongestCompared = 64;  // longer names are cut: the cost is quadratic

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// "" when none or several begin with it. A letter alone tells nothing.
std::string OnlyOneThatBegins(std::string_view given, const std::vector<std::string>& candidates) {
  std::string only;
  for (const std::string& candidate : candidates) {
    const bool begins = given.size() > 1 && candidate.size() > given.size() &&
                        std::equal(given.begin(), given.end(), candidate.begin(),
                                   [](char a, char b) { return Lower(a) == Lower(b); });
    if (!begins) continue;
    if (!only.empty()) return "";
    only = candidate;
  }
  return only;
}

}  // namespace

int EditDistance(std::string_view a, std::string_view b) {
  a = a.substr(0, kLongestCompared);
  b = b.substr(0, kLongestCompared);
  std::vector<int> before_last(b.size() + 1);
  std::vector<int> last(b.size() + 1);
  std::vector<int> current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = Lower(a[i - 1]) == Lower(b[j - 1]);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && Lower(a[i - 1]) == Lower(b[j - 2]) &&
                           Lower(a[i - 2]) == Lower(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

std::string NearestSpelling(std::string_view given, const std::vector<std::string>& candidates) {
  const int allowed = std::clamp(static_cast<int>(given.size()) / 3, 1, 3);
  std::string nearest;
  int nearest_distance = allowed + 1;
  for (const std::string& candidate : candidates) {
    const int distance = EditDistance(given, candidate);
    if (distance < nearest_distance) {
      nearest = candidate;
      nearest_distance = distance;
    }
  }
  return nearest.empty() ? OnlyOneThatBegins(given, candidates) : nearest;
}

std::string DidYouMean(std::string_view given, const std::vector<std::string>& candidates) {
  const std::string nearest = NearestSpelling(given, candidates);
  return nearest.empty() ? "" : "did you mean '" + nearest + "'?";
}

std::string JoinNames(const std::vector<std::string>& names, size_t limit) {
  std::string joined;
  for (size_t i = 0; i < names.size() && i < limit; ++i) {
    if (i > 0) joined += ", ";
    joined += names[i];
  }
  if (names.size() > limit) joined += " and " + std::to_string(names.size() - limit) + " more";
  return joined;
}

}  // namespace datagen::base
