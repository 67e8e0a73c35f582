// What every function of the language says about itself: the registry's rows.
#pragma once

#include <string>
#include <vector>

#include "functions/kernel/parameter.h"

namespace datagen::kernel {

// Requires: objects live as long as the program (each is a static of its own file).
struct FunctionInfo {
  std::string id;
  int version = 1;      // raised when the values for the same seed change
  std::string summary;  // one line, starts with a verb, no final period
  std::string details;  // Markdown; "" where the parameters say it all
  std::vector<Parameter> parameters;
  // A runnable example as JSON: a list of columns (of one entity) or a list of nodes.
  std::string example;
};

// A function with its arguments as they stand in a spec. Lifetime: refers to the document.
struct FunctionCall {
  const FunctionInfo* function = nullptr;
  base::Place where;                      // the whole call
  const base::Json* arguments = nullptr;  // always an object
};

}  // namespace datagen::kernel
