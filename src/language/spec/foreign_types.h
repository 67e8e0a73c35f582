// Types as databases and other languages spell them: for hints of messages, and to go on checking
// what stands beside such a type.
//
// Thread-safety: immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "functions/kernel/value_type.h"

namespace datagen::spec {

struct ForeignType {
  std::string mistake;                     // what is wrong, where the name alone is not
  std::string hint;                        // "write string(20)" for "varchar(20)"
  std::optional<kernel::ValueType> meant;  // the type that is meant, if it can be known
};

// Of a text that is no type of the language; an empty hint where it is none elsewhere.
ForeignType ReadForeignType(std::string_view text);

}  // namespace datagen::spec
