// What runs left in a folder, and how it is removed: only what they have written, and only in the
// folder itself, whatever links stand in it.
//
// Thread-safety: the folder's lock.
#pragma once

#include <filesystem>

#include "foundation/base/status.h"

namespace datagen::runs {

constexpr const char* kMetadataName = ".metadata.json";
constexpr const char* kStateName = ".datagen";

// Removes the data files that a run's list or records name, and what it wrote about itself; other
// files stay. The metadata go first: what is left of a half-removed folder is not taken for whole.
// Errors: invalid, when a table's folder holds files of others or leads out of this folder;
// environment for the disk.
base::Status ClearFolder(const std::filesystem::path& folder);

}  // namespace datagen::runs
