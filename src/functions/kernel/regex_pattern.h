// A bounded subset of regular expressions, read into a tree that texts can be made from.
//
// Literals, . [a-z] [^a-z] \d \w \s, groups, alternatives, ? {m} {m,n}; * and + repeat up to 8
// times. Thread-safety: immutable after reading.
#pragma once

#include <cstdint>
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

void AppendCharacter(char32_t c, base::Buffer<char>* out);  // as UTF-8

// Appends a text: each alternative, count and character equally likely where it stands.
void SamplePattern(const PatternNode& node, random::CellStream* cell, base::Buffer<char>* out);

// The longest text in characters.
int64_t PatternLength(const PatternNode& node);
double PatternMeanLength(const PatternNode& node);
bool PatternIsAscii(const PatternNode& node);

}  // namespace datagen::kernel
