// The functions that expressions can call: name, types, meaning. One table.
#pragma once

#include <string>
#include <vector>

#include "functions/expression/nodes.h"

namespace datagen::expression {

struct Function {
  std::string name;
  std::string signature;
  std::string doc;
  size_t arguments_min;
  size_t arguments_max;
  // Builds the call, or returns nothing and says in *error what is wrong with the types.
  ExpressionPtr (*make)(std::vector<ExpressionPtr> arguments, std::string* error);
};

const std::vector<Function>& Functions();

// The type that both can be converted to without loss of meaning; nullopt when there is none.
std::optional<kernel::ValueType> CommonType(const kernel::ValueType& a, const kernel::ValueType& b);

}  // namespace datagen::expression
