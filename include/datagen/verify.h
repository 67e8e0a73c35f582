// Whether a folder still holds what a run wrote: the bytes of every file, and, if asked for, that
// the values are those of its spec and seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "datagen/datagen.h"

namespace datagen {

struct VerifyOptions : Control {
  std::string directory = "output";
  int threads = 1;
  // Make the tables again from the spec and seed that the metadata keep, and compare the content
  // hashes. Cost: that of a run without files.
  bool values = false;
};

struct VerifySummary {
  int64_t files = 0;  // that were written
  int64_t bytes = 0;  // that were read
  int64_t tables_made = 0;
  // What is not as it was: a file, or a table, and why. In the order of the list.
  std::vector<std::pair<std::string, std::string>> differences;
};

// Errors: invalid, when it is no folder that a run has completed, or when `values` can't be had;
// environment, for the disk. What differs is a result, not an error.
Outcome Verify(const VerifyOptions& options, VerifySummary* summary);

}  // namespace datagen
