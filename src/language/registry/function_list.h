// Every function of the language by its kind and name, for what is said about them: listing, help,
// reference.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "functions/kernel/binding.h"

namespace datagen::registry {

struct Entry {
  std::string kind;  // "generator"
  const kernel::FunctionInfo* function;
  std::vector<kernel::Parameter> parameters;  // all that it takes
};

const std::vector<Entry>& Entries();

// By id, or by "kind id"; several functions can share an id.
std::vector<const Entry*> FindEntries(std::string_view name);

}  // namespace datagen::registry
