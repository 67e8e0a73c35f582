// How one of many is picked, as specs write it: "uniform", "zipf@1.2", "head_tail@{0.8,1.1}",
// "matching@COLUMN".
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::kernel {

struct Pick {
  std::string id;               // what stands before the @: of a relation or a rule of weights
  std::string argument;         // what stands behind it: the name of a column, where one is wanted
  std::vector<double> numbers;  // the argument as a number, or those in braces; else empty

  bool operator==(const Pick&) const = default;
};

// nullopt when the text has another form: no id, nothing behind the @, braces around other things
// than numbers.
std::optional<Pick> ParsePick(std::string_view text);

}  // namespace datagen::kernel
