// Every text that a pattern matches, by number: what a column of different texts picks from.
//
// Method: the pattern as an automaton (Thompson), made deterministic by the subset construction,
// with the paths from each state counted. Characters that no class tells apart go together, so the
// cost goes by states, not by characters. Thread-safety: immutable once made.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "foundation/base/buffer.h"
#include "functions/kernel/regex_pattern.h"

namespace datagen::kernel {

// The texts of a pattern in an order, each once: an automaton with counted paths.
class PatternIndex {
 public:
  // nullopt when the automaton would have more than `states_max` states.
  static std::optional<PatternIndex> Make(const PatternNode& pattern, size_t states_max = 20'000);

  // How many different texts there are; at most 2^62, then `saturated`.
  [[nodiscard]] uint64_t count() const { return states_[0].count; }
  // Appends the index-th text. Requires: index < count().
  void Append(uint64_t index, base::Buffer<char>* out) const;

 private:
  // Characters that follow each other and lead to the same state.
  struct Edge {
    char32_t first;
    uint32_t characters;
    uint32_t target;
  };
  struct State {
    bool accepts = false;
    uint64_t count = 0;       // texts from here
    std::vector<Edge> edges;  // in the order of their characters
  };
  void CountTexts();

  std::vector<State> states_;
};

}  // namespace datagen::kernel
