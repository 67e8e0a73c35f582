// The inputs of one call of a command, each bound to the variable that gets its value: a field is
// declared once, and its name, type and default are never written again.
//
//   inputs->Add({.name = "scale", .doc = "Multiply the rows", .min = 1e-12}, &options->scale);
//
// Thread-safety: belongs to one thread. Lifetime: refers to the variables.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "doors/commands/input.h"

namespace datagen::commands {

// Part `slice` (from 1) of `slices`.
struct Slice {
  int64_t slice = 1;
  int64_t slices = 1;
};

// Rows of all tables, and of some.
struct TableSizes {
  std::optional<int64_t> all;
  std::map<std::string, int64_t> by_table;
};

class InputList {
 public:
  struct Bound {
    Input input;
    // Takes a value as text. False when it is not what Expected(input) says; nothing changes then.
    std::function<bool(const std::string& text)> set;
  };

  // The heading of those that follow, and what they go with; empty: with every place.
  void Group(std::string heading, std::vector<Place> only_with = {}) {
    group_ = std::move(heading);
    only_with_ = std::move(only_with);
  }

  // The type of the variable says what is taken; a string or a number may be more than it looks
  // (kFile, kSize), then `input` says so.
  void Add(Input input, std::string* value);
  void Add(Input input, std::vector<std::string>* values);
  void Add(Input input, int* value);
  void Add(Input input, int64_t* value);
  void Add(Input input, std::optional<int64_t>* value);
  void Add(Input input, double* value);
  void Add(Input input, bool* value);
  void Add(Input input, TableSizes* sizes);
  void Add(Input input, Slice* slice);

  // Where those that have got a value are noted, from now on.
  void NoteGiven(std::vector<Input>* given) { given_ = given; }

  [[nodiscard]] const std::vector<Bound>& all() const { return all_; }
  // The input of a name, or nullptr.
  [[nodiscard]] const Bound* Find(const std::string& name) const;

 private:
  void Append(Input input, std::function<bool(const std::string& text)> set);

  std::string group_;
  std::vector<Place> only_with_;
  std::vector<Input>* given_ = nullptr;
  std::vector<Bound> all_;
};

}  // namespace datagen::commands
