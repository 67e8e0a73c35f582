// What a key may look like, taken from the example that its function, rule or object has.
#pragma once

#include <string>
#include <string_view>

#include "foundation/base/json.h"
#include "language/registry/function_list.h"

namespace datagen::api {

// A declaration in our own source.
base::Json ParseOwn(const std::string& text);

// The value that `key` has in an example, short: an object, or a list of objects, of which the
// first that has it counts. "" when none has.
std::string ExampleOf(const base::Json& example, std::string_view key);

// All arguments that a function has in an example, its own or that of another, as a list of
// objects.
base::Json ArgumentsIn(const base::Json& example, const registry::Entry& entry);

}  // namespace datagen::api
