// The text of an expression becomes a tree; names and types are not looked at yet.
//
// Grammar, loosest first: or · and · not · comparison, is null · + - · * / % · unary - · ** ·
// value. `cast(x as decimal(10,2))` is a call whose second argument is the type's name as a string.
// A column whose name is no word of letters, digits and '_', or is a word of the language, stands
// in backticks, a backtick in it doubled: `unit price` * 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "functions/expression/lexer.h"

namespace datagen::expression {

struct Tree {
  enum class Kind { kNumber, kString, kBool, kNull, kColumn, kCall, kOperator };

  Kind kind = Kind::kNull;
  std::string text;         // lexeme, string content, column, function or operator ("neg", "not")
  std::vector<Tree> parts;  // operands or arguments
  size_t at = 0;            // byte in the expression
};

// Nested deeper than this is an error.
constexpr int kTreeDepthMax = 100;

// nullopt and *error on a mistake.
std::optional<Tree> Parse(std::string_view code, ParseError* error);

// A message with the place in the code that it speaks of.
std::string MistakeAt(std::string_view code, size_t at, std::string_view message);

// A column's name as an expression says it: in backticks where it must be.
std::string ColumnName(std::string_view name);

}  // namespace datagen::expression
