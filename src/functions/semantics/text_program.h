// A method's template, compiled for one locale (text_compiler.h): a flat list of steps that append
// to a buffer.
//
// Cost: one random number and one copy a step; no allocation, no virtual call a row.
// Thread-safety: immutable.
#pragma once

#include <utility>
#include <vector>

#include "foundation/base/buffer.h"
#include "functions/semantics/text_step.h"
#include "knowledge/locale/locale.h"

namespace datagen::semantics {

class TextProgram {
 public:
  TextProgram(std::vector<TextStep> steps, bool goes_by_place)
      : steps_(std::move(steps)), goes_by_place_(goes_by_place) {}

  // Appends the text of `row`. `number` stands for {n}.
  void Append(int64_t row, uint64_t number, base::Buffer<char>* out) const {
    Run(steps_, row, number, out);
  }

  // Mean and greatest length in bytes: an estimate and a bound.
  [[nodiscard]] double mean_bytes() const { return Bytes(steps_, false); }
  [[nodiscard]] double max_bytes() const { return Bytes(steps_, true); }

  // Whether other locales or countries may give other texts.
  [[nodiscard]] bool goes_by_place() const { return goes_by_place_; }

  // The list, when the text is always one item of one list; nullptr otherwise.
  [[nodiscard]] const locale::ItemList* OnlyList() const;
  // Requires: OnlyList() is not null. The index of the row's item in it.
  [[nodiscard]] int64_t OnlyIndex(int64_t row) const;

 private:
  static void Run(const std::vector<TextStep>& steps, int64_t row, uint64_t number,
                  base::Buffer<char>* out);
  static double Bytes(const std::vector<TextStep>& steps, bool greatest);

  std::vector<TextStep> steps_;
  bool goes_by_place_;
};

}  // namespace datagen::semantics
