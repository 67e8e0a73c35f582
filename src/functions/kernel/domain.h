// What is known at plan time about the values that a column can take.
//
// It bounds casts, proves uniqueness, sizes files for `explain` and finds the values that a key
// must have. Absent facts are unknown, never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace datagen::kernel {

struct Domain {
  std::optional<double> min;  // of numbers, dates (days) and times (microseconds)
  std::optional<double> max;
  std::optional<double> distinct;  // how many different values at most
  bool unique = false;             // no value repeats in the table (nulls aside)
  bool unique_in_parent = false;   // no value repeats among the children of one parent
  bool same_in_parent = false;     // the children of one parent have the same value (nulls aside)
  bool whole = false;              // numbers without fraction
  bool days_apart = false;         // datetimes that differ by whole days: as unique as dates
  bool nulls = false;              // the generator gives null by design
  bool rare_nulls = false;         // it gives null where the data ask for it (a division by zero)

  // Of texts, in bytes.
  double mean_bytes = 0;
  double max_bytes = 0;
  double max_characters = 0;  // 0: known only by max_bytes

  [[nodiscard]] double CharactersMax() const {
    return max_characters > 0 ? max_characters : max_bytes;
  }

  // Of a sequence: value = start + step * row.
  struct Sequence {
    int64_t start;
    int64_t step;
  };
  std::optional<Sequence> sequence;

  // The possible texts with their chances, when they are few (choices): the first of them where
  // there are more than are kept.
  static constexpr size_t kListedMax = 10'000;
  std::vector<std::string> labels;
  std::vector<double> label_shares;
  // The same of numbers.
  std::vector<double> numbers;
  std::vector<double> number_shares;
  // Whether it is known how often rows have which value: listed ones by their shares, other numbers
  // evenly from min to max.
  bool spread_known = false;
};

}  // namespace datagen::kernel
