#include "foundation/work/temporary_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "foundation/base/remove_tree.h"

namespace datagen::work {
namespace {

namespace fs = std::filesystem;
using base::Status;

constexpr const char* kPrefix = "datagen-temporary-";

Status CantMake(const fs::path& path, const std::string& why) {
  return Status::Environment(
      "folder-not-created",
      fmt::format("can't make a temporary folder in '{}': {}", path.string(), why));
}

int OpenFolder(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

// Whether a path still leads to the folder of this user that was opened.
bool IsThere(const std::string& path, int descriptor) {
  struct stat opened {};
  struct stat there {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &there) == 0 &&
         opened.st_ino == there.st_ino && opened.st_dev == there.st_dev &&
         opened.st_uid == ::geteuid();
}

// Removes the folders of this user whose owner has ended without doing so.
void RemoveDeserted(const fs::path& place) {
  std::error_code ignored;
  for (fs::directory_iterator entry(place, ignored), end; !ignored && entry != end;
       entry.increment(ignored)) {
    if (entry->path().filename().string().rfind(kPrefix, 0) != 0) continue;
    const std::string path = entry->path().string();
    const int folder = OpenFolder(path);
    if (folder < 0) continue;
    if (::flock(folder, LOCK_EX | LOCK_NB) == 0 && IsThere(path, folder)) {
      base::RemoveTree(path);
    }
    ::close(folder);
  }
}

}  // namespace

base::Result<TemporaryFolder> TemporaryFolder::Make(const std::string& place) {
  std::error_code error;
  const fs::path parent = place.empty() ? fs::temp_directory_path(error) : fs::path(place);
  if (!error) fs::create_directories(parent, error);
  if (error) return CantMake(parent, error.message());
  RemoveDeserted(parent);
  // Another process may take a folder for a deserted one before it is locked: then it goes with it.
  // Where a file system has no locks, nobody takes one.
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    std::string path = (parent / (std::string(kPrefix) + "XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr) break;
    TemporaryFolder made;
    made.folder_ = Unfinished(path);
    made.lock_ = OpenFolder(path);
    if (made.lock_ < 0 && errno == ENOENT) continue;
    if (made.lock_ < 0) break;
    const bool taken = ::flock(made.lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (taken || !IsThere(path, made.lock_)) continue;
    made.path_ = path + "/files";
    constexpr mode_t kOwnOnly = 0700;
    if (::mkdir(made.path_.c_str(), kOwnOnly) != 0) break;
    return made;
  }
  return CantMake(parent, std::generic_category().message(errno));
}

TemporaryFolder::~TemporaryFolder() {
  // The lock goes first: to remove a folder takes descriptors, of which there may be no other.
  if (lock_ >= 0) ::close(lock_);
  if (!folder_.path().empty()) base::RemoveTree(folder_.path());
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      path_(std::exchange(other.path_, "")),
      lock_(std::exchange(other.lock_, -1)) {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

}  // namespace datagen::work
