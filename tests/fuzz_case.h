// What all fuzzers share: which cases of which seed run, and which one it was that ended the
// program.
//
//   fuzz_X [--cases N] [--seed S] [--case K] [more arguments]
//
// Case K is made from Bits(K) alone, so it can be run again alone. A case that crashes, trips a
// sanitizer, or takes more CPU time than kSecondsMax ends the program with its number.
//
// Thread-safety: none; one per process.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "foundation/random/stream.h"

namespace datagen::fuzz {

// Draws of one case.
class Draws {
 public:
  explicit Draws(uint64_t bits) : random_(bits) {}

  uint64_t Bits() { return random_.Next(); }
  size_t Below(size_t count) { return random::ToIndex(random_.Next(), count); }
  bool OneIn(size_t count) { return Below(count) == 0; }
  template <typename List>
  const auto& Of(const List& list) {
    return list[Below(std::size(list))];
  }

 private:
  random::CellStream random_;
};

class Cases {
 public:
  // `name` is the program's. Ends the program with 2 on arguments that nobody understands.
  Cases(std::string name, int argc, char** argv);

  // What is none of the options above, in its order.
  [[nodiscard]] const std::vector<std::string>& others() const { return others_; }

  // Runs each case: its number, its draws. Then says how often each kind came up.
  void Run(const std::function<void(int64_t, Draws*)>& run);

  // What became of the case that runs.
  void Count(const std::string& kind) { ++counts_[kind]; }

 private:
  std::string name_;
  int64_t cases_ = 1000;
  int64_t only_ = -1;
  uint64_t seed_ = 1;
  std::vector<std::string> others_;
  std::map<std::string, int64_t> counts_;
};

// What the running case gives the library; told when it ends the program. Lifetime: of the case.
void SetInput(const std::string& input);

// The case that is at work here, where another process leads.
void SetCase(int64_t number);

// Ends the program with what is broken, and the case.
[[noreturn]] void Broken(const std::string& what, const std::string& input);

}  // namespace datagen::fuzz
