// The text of an expression becomes a tree; names and types are not looked at yet.
//
// Grammar, loosest first: or · and · not · comparison · + - · * / % · unary - · ** · value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::expression {

struct Tree {
  enum class Kind { kNumber, kString, kBool, kNull, kColumn, kCall, kOperator };

  Kind kind = Kind::kNull;
  std::string text;         // lexeme, string content, column, function or operator ("neg", "not")
  std::vector<Tree> parts;  // operands or arguments
  size_t at = 0;            // byte in the expression
};

struct ParseError {
  size_t at = 0;
  std::string message;
};

// Nested deeper than this is an error.
constexpr int kTreeDepthMax = 100;

// nullopt and *error on a mistake.
std::optional<Tree> Parse(std::string_view code, ParseError* error);

}  // namespace datagen::expression
