// A folder that a run has completed, held against the list that the run wrote of its files.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "foundation/base/json.h"
#include "foundation/base/status.h"
#include "foundation/work/job_context.h"

namespace datagen::runs {

struct FolderCheck {
  base::Json metadata;
  int64_t files = 0;
  int64_t bytes = 0;
  std::vector<std::pair<std::string, std::string>> differences;  // a file, and what is wrong
};

// Reads every file that is listed; a data file of a table that is not is a difference as well.
// Errors: invalid, when the folder has no metadata or no list; environment, at a stop.
base::Result<FolderCheck> CheckFolder(const std::string& directory, const work::JobContext& job);

}  // namespace datagen::runs
