#include "making/runs/folder_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace datagen::runs {
namespace {

using base::Status;

Status CantOpen(const std::filesystem::path& path) {
  return Status::Environment(
      "file-not-readable",
      fmt::format("can't open '{}': {}", path.string(), std::generic_category().message(errno)));
}

// -1: it can't be opened.
int OpenFolder(const std::filesystem::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

// Made if need be; -1: it can't be.
int OpenFile(const std::filesystem::path& file) {
  constexpr int kMode = 0666;  // less the user's mask
  return ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
}

// False when another has it; a file system without locks refuses nobody.
bool TryLock(int descriptor, int mode) {
  return ::flock(descriptor, mode | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

}  // namespace

Status InUse(const std::filesystem::path& path) {
  return Status::Invalid("output-in-use",
                         fmt::format("another run is writing to '{}'", path.string()),
                         {.given = path.string(), .hint = "wait for it, or use another folder"});
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), alone_(other.alone_) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(alone_, other.alone_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

base::Result<FolderLock> FolderLock::Take(const std::filesystem::path& folder, bool sharing) {
  const int descriptor = OpenFolder(folder);
  if (descriptor < 0) return CantOpen(folder);
  FolderLock lock(descriptor, true);
  // Another slice has the folder alone only while it makes it ready.
  constexpr int kTries = 200;
  constexpr auto kPause = std::chrono::milliseconds(10);
  for (int i = 0; i < (sharing ? kTries : 1); ++i) {
    if (TryLock(descriptor, LOCK_EX)) return lock;
    lock.alone_ = false;
    if (sharing && TryLock(descriptor, LOCK_SH)) return lock;
    if (sharing) std::this_thread::sleep_for(kPause);
  }
  return InUse(folder);
}

base::Result<FolderLock> FolderLock::TakeFile(const std::filesystem::path& file) {
  const int descriptor = OpenFile(file);
  if (descriptor < 0) return CantOpen(file);
  FolderLock lock(descriptor, true);
  if (!TryLock(descriptor, LOCK_EX)) return InUse(file);
  return lock;
}

base::Result<FolderLock> FolderLock::WaitFor(const std::filesystem::path& folder,
                                             const work::StopToken& stop) {
  const int descriptor = OpenFolder(folder);
  if (descriptor < 0 && errno == ENOENT) return FolderLock();
  if (descriptor < 0) return CantOpen(folder);
  FolderLock lock(descriptor, true);
  constexpr auto kPause = std::chrono::milliseconds(10);
  while (!TryLock(descriptor, LOCK_EX)) {
    if (stop.stopped()) return stop.status();
    std::this_thread::sleep_for(kPause);
  }
  return lock;
}

void FolderLock::Share() {
  alone_ = false;
  ::flock(descriptor_, LOCK_SH | LOCK_NB);
}

}  // namespace datagen::runs
