#include "doors/cli/temporary_folder.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace datagen::cli {

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  std::string name =
      (std::filesystem::temp_directory_path(error) / "datagen-dry-run-XXXXXX").string();
  if (!error && ::mkdtemp(name.data()) != nullptr) {
    path_ = name;
    return;
  }
  std::fprintf(stderr, "datagen: can't make a temporary folder: %s\n", std::strerror(errno));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace datagen::cli
