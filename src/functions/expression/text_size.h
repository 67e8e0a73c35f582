// How long the texts of an expression can become: what batches are cut by.
//
// Sizes are bytes, as doubles: products of lengths do not overflow.
#pragma once

#include <functional>
#include <optional>

#include "functions/expression/parser.h"

namespace datagen::expression {

// No text of a number, a point in time or a truth is longer.
constexpr double kValueBytesMax = 48;

// An argument of a call.
struct TextSize {
  double bytes = kValueBytesMax;  // at most, of its value as text
  // Of a whole number or a text that stands in the call itself.
  std::optional<double> number;
  bool is_text_constant = false;
};

// Of the expression's own values, and of any on the way to them.
struct TextSizes {
  double result = 0;
  double greatest = 0;
};

// `column` gives the most bytes that a column's value has as text.
TextSizes SizesOf(const Tree& tree, const std::function<double(const Tree& column)>& column);

}  // namespace datagen::expression
