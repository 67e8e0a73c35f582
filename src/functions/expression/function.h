// A function that expressions can call: what it takes, what it means, how a call of it is made.
//
// The functions are listed by CMake from the files of calls/, one file a topic.
// Thread-safety: values.
#pragma once

#include <string>
#include <vector>

#include "functions/expression/nodes.h"
#include "functions/expression/text_size.h"

namespace datagen::expression {

// What an argument must be. A text where a time is wanted is read as one; the word null takes the
// type that is wanted; kText takes every value by its text.
enum class Want {
  kAny,
  kNumber,
  kWhole,
  kText,
  kCondition,
  kPoint,      // a date or datetime
  kClock,      // a time or datetime
  kPlainText,  // a text that stands in the expression itself (a unit, a pattern)
};

struct Function {
  std::string name;
  std::string signature;
  std::string doc;
  std::vector<Want> wants;
  size_t optional = 0;   // so many at the end may be left out
  bool repeats = false;  // the last one may come again
  // Builds the call, or returns nothing and says in *mistake what is wrong with the types.
  ExpressionPtr (*make)(std::vector<ExpressionPtr> arguments, Mistake* mistake);
  // The most bytes of the text that it gives; nothing where it gives none.
  double (*bytes)(const std::vector<TextSize>& arguments) = nullptr;
};

// All functions, in the order of the reference.
const std::vector<const Function*>& Functions();

// Beyond it a call has too many arguments.
constexpr size_t kArgumentsMax = 64;

using Operands = std::vector<kernel::VectorPtr>;

}  // namespace datagen::expression
