// Files of text that a command writes.
#pragma once

#include <string>

namespace datagen::cli {

// Writes a file under a temporary name and renames it when it is whole; "-" is the standard output,
// and a link, a pipe or a device is written through, never replaced. False after a message to
// standard error.
bool WriteText(const std::string& path, const std::string& text);

}  // namespace datagen::cli
