// Removes a file, or a folder with all that is in it, also when descriptors are scarce.
#pragma once

#include <filesystem>
#include <system_error>

namespace datagen::base {

// What is not there is no error; links are removed, not followed. Each level of folders takes a
// descriptor; where there are too few for that, one does for all levels.
// Thread-safety: any thread; what others put in meanwhile may stay, with an error.
std::error_code RemoveTree(const std::filesystem::path& path);

}  // namespace datagen::base
