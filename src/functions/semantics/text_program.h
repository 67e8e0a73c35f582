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

#include "foundation/base/buffer.h"
#include "foundation/random/stream.h"
#include "functions/semantics/text_step.h"
#include "knowledge/locale/locale.h"

namespace datagen::semantics {

// Gives the key that draws under `path` start from. Two programs with the same key and path make
// the same choice in the same row.
struct SubjectKeys {
  random::Key subject;  // shared by the columns that speak of one subject
  random::Key own;      // of the column
};

// Modules of lists whose draws are the subject's.
constexpr std::string_view kSharedModules[] = {"person.", "location.", "company.", "finance.",
                                               "card."};

class TextProgram {
 public:
  // `country`: ISO 3166 alpha-2, for what goes by country rather than by language. nullptr and
  // *missing where neither locale nor country has a list for a part.
  static std::unique_ptr<TextProgram> Compile(const locale::Locale& locale,
                                              std::string_view country, std::string_view text,
                                              const SubjectKeys& keys, std::string* missing);

  // Appends the text of `row`. `number` stands for {n}.
  void Append(int64_t row, uint64_t number, base::Buffer<char>* out) const {
    Run(steps_, row, number, out);
  }

  // Mean and greatest length in bytes: an estimate and a bound.
  [[nodiscard]] double mean_bytes() const { return Bytes(steps_, false); }
  [[nodiscard]] double max_bytes() const { return Bytes(steps_, true); }

  // The list, when the text is always one item of one list; nullptr otherwise.
  [[nodiscard]] const locale::ItemList* OnlyList() const;
  // Requires: OnlyList() is not null. The index of the row's item in it.
  [[nodiscard]] int64_t OnlyIndex(int64_t row) const;

 private:
  static void Run(const std::vector<TextStep>& steps, int64_t row, uint64_t number,
                  base::Buffer<char>* out);
  static double Bytes(const std::vector<TextStep>& steps, bool greatest);

  std::vector<TextStep> steps_;
};

}  // namespace datagen::semantics
