// Files of text that a command reads and writes.
#pragma once

#include <string>

#include "doors/commands/context.h"

namespace datagen::commands {

constexpr int64_t kTextBytesMax = 256'000'000;

// Reads a whole file ("-": the standard input) of at most kTextBytesMax bytes. False after a
// message.
bool ReadText(Context* context, const std::string& path, std::string* text);

// What messages call a file.
std::string SpokenPath(const std::string& path);

// Writes a file under a temporary name and renames it when it is whole; a link, a pipe or a device
// is written through, never replaced. "" and "-" are the command's result. False after a message.
bool WriteText(Context* context, const std::string& path, const std::string& text);

}  // namespace datagen::commands
