// A bounded subset of regular expressions, read into a tree that texts can be made from.
//
// Literals, . [a-z] [^a-z] \d \w \s, groups, alternatives, ? {m} {m,n}; * and + repeat up to 8
// times. Thread-safety: immutable after reading.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/buffer.h"
#include "foundation/random/stream.h"

namespace datagen::kernel {

struct PatternNode {
  enum class Kind { kClass, kSequence, kAlternatives, kRepeat };
  Kind kind = Kind::kSequence;
  std::vector<char32_t> characters;  // of kClass: sorted, no repeats
  std::vector<PatternNode> parts;    // of kSequence, kAlternatives; one of kRepeat
  int64_t least = 1;                 // of kRepeat
  int64_t most = 1;
};

constexpr int64_t kOpenRepeatMax = 8;        // what * and + stand for
constexpr int64_t kPatternLengthMax = 1024;  // characters of a made text

// nullopt and *error (what and where) on what is outside the subset.
std::optional<PatternNode> ReadPattern(std::string_view text, std::string* error);

// Appends a text: each alternative, count and character equally likely where it stands.
void SamplePattern(const PatternNode& node, random::CellStream* cell, base::Buffer<char>* out);

// The longest text in characters.
int64_t PatternLength(const PatternNode& node);
double PatternMeanLength(const PatternNode& node);
bool PatternIsAscii(const PatternNode& node);

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
  struct Edge {
    char32_t character;
    uint32_t target;
  };
  struct State {
    bool accepts = false;
    uint64_t count = 0;  // texts from here
    std::vector<Edge> edges;
  };
  std::vector<State> states_;
};

}  // namespace datagen::kernel
