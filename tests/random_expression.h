// Texts of expressions by chance: such that make sense, by types, and such that are damaged.
//
// Which calls make sense is tried once, over the list of functions: a new function is called
// without a word here.
//
// Thread-safety: constant once made.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "functions/expression/function.h"
#include "functions/expression/parser.h"
#include "fuzz_case.h"

namespace datagen::fuzz {

class RandomExpressions {
 public:
  RandomExpressions();

  [[nodiscard]] std::string Make(Draws* draws) const;
  // Characters and words of one that made sense removed, exchanged, repeated, put in.
  [[nodiscard]] std::string Damaged(Draws* draws) const;

 private:
  enum Kind { kWhole, kNumber, kText, kTruth, kDate, kDatetime, kTime, kKinds };
  // A call that makes sense: its arguments' kinds, or the text that stands in the call itself.
  struct Form {
    const expression::Function* function;
    struct Argument {
      Kind kind;
      std::string plain;
    };
    std::vector<Argument> arguments;
  };

  // Adds the forms of a call with `count` arguments, of which kAny, kNumber and so on are `kinds`.
  void TryForms(const expression::Function& function, size_t count);
  void TryForm(const expression::Function& function, size_t count, const std::array<Kind, 3>& kinds,
               const std::string& plain);
  [[nodiscard]] std::string Leaf(Kind kind, Draws* draws) const;
  [[nodiscard]] std::string Value(Kind kind, size_t depth, Draws* draws) const;
  [[nodiscard]] std::string Operation(Kind kind, size_t depth, Draws* draws) const;
  [[nodiscard]] std::string Call(const Form& form, size_t depth, Draws* draws) const;

  std::array<std::vector<Form>, kKinds> forms_;  // by what they give
};

// The text that reads as this tree, with no more brackets than it needs.
std::string PrintTree(const expression::Tree& tree);

}  // namespace datagen::fuzz
