// Keeps two runs from writing into one folder at the same time, in one process or in several.
//
// The folder itself is locked (flock), so nothing is left behind: a lock ends with its run, however
// that ends, kill -9 included. Slices of one run share the folder; each slice has a lock of its own
// besides, so that none is made twice. Where a file system knows no locks, there are none.
// Thread-safety: belongs to one thread at a time. Lifetime: the lock ends with the object.
#pragma once

#include <filesystem>

#include "foundation/base/status.h"
#include "foundation/work/stop.h"

namespace datagen::runs {

class FolderLock {
 public:
  FolderLock() = default;
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

  // Requires: the folder is there. `sharing`: beside others that share, if it can't be had alone.
  // Errors: invalid when another run has it.
  static base::Result<FolderLock> Take(const std::filesystem::path& folder, bool sharing);
  // A file that is made if need be, alone. Errors: as Take; environment when it can't be made.
  static base::Result<FolderLock> TakeFile(const std::filesystem::path& file);
  // A folder alone, after whoever has it, who may have removed it meanwhile; nothing is made.
  // Without the folder there is nothing to lock, and nobody to wait for. Errors: the stop's.
  static base::Result<FolderLock> WaitFor(const std::filesystem::path& folder,
                                          const work::StopToken& stop);

  // Whether nobody else is in the folder.
  [[nodiscard]] bool alone() const { return alone_; }
  // Lets others in that share.
  void Share();

 private:
  FolderLock(int descriptor, bool alone) : descriptor_(descriptor), alone_(alone) {}

  int descriptor_ = -1;
  bool alone_ = false;
};

// What a run is told that finds another in its place.
base::Status InUse(const std::filesystem::path& path);

}  // namespace datagen::runs
