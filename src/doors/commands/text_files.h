// Files of text that a command reads and writes.
#pragma once

#include <string>

#include "doors/commands/context.h"

namespace datagen::commands {

constexpr int64_t kTextBytesMax = 256'000'000;

// Reads a whole file ("-": the standard input) of at most kTextBytesMax bytes. kSuccess, or how the
// command ends, after a message.
int ReadText(Context* context, const std::string& path, std::string* text);
// Says that a file can't be read, for the reason that is an errno. How the command ends: a path
// that leads to nothing that can be read is a mistake; want of memory, descriptors or a sound disk
// isn't.
int CantRead(Context* context, const std::string& path, int error);

// What messages call a file.
std::string SpokenPath(const std::string& path);

// Writes a file under a temporary name and renames it when it is whole; a link, a pipe or a device
// is written through, never replaced. "" and "-" are the command's result. False after a message.
bool WriteText(Context* context, const std::string& path, const std::string& text);

}  // namespace datagen::commands
