// A folder for files that nobody keeps.
#pragma once

#include <string>

#include "doors/commands/context.h"
#include "foundation/work/unfinished.h"

namespace datagen::commands {

// Made in the system's folder for temporary files and removed with all that is in it.
class TemporaryFolder {
 public:
  // path() is "" after a message when it can't be made.
  explicit TemporaryFolder(Context* context);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return folder_.path(); }

 private:
  work::Unfinished folder_;
};

}  // namespace datagen::commands
