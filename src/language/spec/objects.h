// The objects of the language: what the JSON Schema defines and the reference shows, in its order,
// each with an example that has every key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "functions/kernel/parameter.h"

namespace datagen::spec {

struct ObjectInfo {
  std::string definition;  // its name under $defs of the JSON Schema; "": the spec itself
  std::string title;       // above its table
  std::string one;         // what it is called, one of it
  std::string many;        // and several
  const std::vector<kernel::Parameter>* shape;
  std::string example;  // JSON; a list where not all keys go together
};

const std::vector<ObjectInfo>& Objects();
// nullptr: none of that name, as for generators and other functions.
const ObjectInfo* FindObject(std::string_view definition);

}  // namespace datagen::spec
