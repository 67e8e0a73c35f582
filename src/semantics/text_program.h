// A method's template, compiled for one locale: a flat list of steps that append to a buffer.
//
// Cost: one random number and one copy a step; no allocation, no virtual call a row.
// Thread-safety: immutable after compiling.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "locale/locale.h"
#include "random/alias_table.h"
#include "random/stream.h"

namespace datagen::semantics {

// Gives the key that draws under `path` start from. Two programs with the same key and path make
// the same choice in the same row.
struct SubjectKeys {
  random::Key subject;  // shared by the columns that speak of one subject
  random::Key own;      // of the column
};

class TextProgram {
 public:
  // nullptr and *missing where the locale (and its fallbacks) has no list for a part.
  static std::unique_ptr<TextProgram> Compile(const locale::Locale& locale, std::string_view text,
                                              const SubjectKeys& keys, std::string* missing);

  // Appends the text of `row`. `number` stands for {n}.
  void Append(int64_t row, uint64_t number, base::Buffer<char>* out) const;

  // Mean and greatest length in bytes: an estimate and a bound.
  [[nodiscard]] double mean_bytes() const;
  [[nodiscard]] double max_bytes() const;

  // The list, when the text is always one item of one list; nullptr otherwise.
  [[nodiscard]] const std::vector<std::string>* OnlyList() const;
  // Requires: OnlyList() is not null. The index of the row's item in it.
  [[nodiscard]] int64_t OnlyIndex(int64_t row) const;

 private:
  friend class TextCompiler;

  struct Step {
    enum class Kind {
      kLiteral,
      kItem,
      kSexedItem,
      kDigits,
      kWords,
      kInteger,
      kUuid,
      kChoice,
      kNumber
    };
    Kind kind = Kind::kLiteral;
    std::string text;  // literal, or the digit pattern
    random::Stream stream;
    random::Stream sex;                                     // of kSexedItem: even = female
    const std::vector<std::string>* items = nullptr;        // of kItem; female of kSexedItem
    const std::vector<std::string>* other_items = nullptr;  // male of kSexedItem
    int64_t low = 0;                                        // of kWords and kInteger
    int64_t high = 0;
    bool capital = false;
    std::vector<std::vector<Step>> choices;  // of kChoice
    random::AliasTable weights;              // of kChoice
    std::vector<double> shares;              // of kChoice
  };

  static void Run(const std::vector<Step>& steps, int64_t row, uint64_t number,
                  base::Buffer<char>* out);
  static double Bytes(const std::vector<Step>& steps, bool greatest);

  std::vector<Step> steps_;
};

}  // namespace datagen::semantics
