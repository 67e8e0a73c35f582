// The man page datagen(1), derived from the table of commands.
//
// Source: man(7); groff_char(7) for characters beyond ASCII.
#pragma once

#include <string>

namespace datagen::cli {

std::string ManualText();

}  // namespace datagen::cli
