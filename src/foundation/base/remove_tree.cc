#include "foundation/base/remove_tree.h"

#include <vector>

namespace datagen::base {
namespace {

namespace fs = std::filesystem;

bool LacksDescriptors(const std::error_code& error) {
  return error == std::errc::too_many_files_open ||
         error == std::errc::too_many_files_open_in_system;
}

// The descriptor of a folder is given back before its entries are looked at.
std::error_code RemoveWithOne(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (error) return error;
  if (status.type() == fs::file_type::directory) {
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
      entries.push_back(entry->path());
    }
    if (error) return error;
    for (const fs::path& entry : entries) {
      error = RemoveWithOne(entry);
      if (error) return error;
    }
  }
  fs::remove(path, error);
  return error;
}

}  // namespace

std::error_code RemoveTree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  // Another thread may give one back at any time.
  constexpr int kTries = 3;
  for (int i = 0; i < kTries && LacksDescriptors(error); ++i) error = RemoveWithOne(path);
  return error;
}

}  // namespace datagen::base
