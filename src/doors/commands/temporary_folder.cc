#include "doors/commands/temporary_folder.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace datagen::commands {

TemporaryFolder::TemporaryFolder(Context* context) {
  std::error_code error;
  std::string name =
      (std::filesystem::temp_directory_path(error) / "datagen-dry-run-XXXXXX").string();
  if (!error && ::mkdtemp(name.data()) != nullptr) {
    folder_ = work::Unfinished(name);
    return;
  }
  const std::string why = error ? error.message() : std::strerror(errno);
  Fail(context, "folder-not-created", fmt::format("can't make a temporary folder: {}", why));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path().empty()) std::filesystem::remove_all(path(), ignored);
}

}  // namespace datagen::commands
