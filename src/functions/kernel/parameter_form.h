// What a value looks like, in words: what the reference and the help of a function show beside a
// key.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "functions/kernel/parameter.h"

namespace datagen::kernel {

// What the reader knows an object of the language by, "a foreign key" without the article, by its
// name under $defs; `many`: in the plural.
using ObjectName = std::function<std::string(std::string_view definition, bool many)>;

// "whole number", "list of foreign keys", "string or list of strings"; from the parameter's JSON
// Schema where it has one of its own, else from its type.
std::string FormText(const Parameter& parameter, const ObjectName& name_of);

}  // namespace datagen::kernel
