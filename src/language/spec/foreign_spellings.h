// What other programs and databases call what a spec says, for hints of messages.
//
// Thread-safety: immutable.
#pragma once

#include <string>
#include <string_view>

namespace datagen::spec {

// "write string(20)" for "varchar(20)"; "" for what is no type of a database.
std::string HintForType(std::string_view type);

}  // namespace datagen::spec
