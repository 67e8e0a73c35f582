// docs/commands.md, derived from the table of commands.
#pragma once

#include <string>

namespace datagen::cli {

std::string ReferencePageText();

}  // namespace datagen::cli
