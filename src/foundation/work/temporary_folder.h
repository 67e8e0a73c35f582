// A folder for files that nobody keeps: it goes with its owner, and with all that is in it.
//
// A process that was killed leaves its folders: the next one that makes a folder at the same place
// removes them. Whose owner lives is locked (flock), which ends with a process however it ends.
//
// Thread-safety: Make may be called from any thread; a folder belongs to one at a time.
#pragma once

#include <string>

#include "foundation/base/status.h"
#include "foundation/work/unfinished.h"

namespace datagen::work {

class TemporaryFolder {
 public:
  // Below `place`, which is made if it is not there; "": the system's own for such folders.
  // Errors: environment.
  static base::Result<TemporaryFolder> Make(const std::string& place = "");

  TemporaryFolder() = default;  // none
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&& other) noexcept;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  // "" when there is none.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Unfinished folder_;
  std::string path_;  // in it, so that its lock is in nobody's way
  int lock_ = -1;     // a descriptor of the folder
};

}  // namespace datagen::work
