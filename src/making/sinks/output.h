// Where the bytes of a file go, front to back: what a sink writes to. It may be a file, a pipe, or
// what compresses into another output.
//
// Thread-safety: one thread per Output.
#pragma once

#include <string_view>

#include "foundation/base/status.h"

namespace datagen::sinks {

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  virtual ~Output() = default;

  // Errors: environment, with the name of what could not be written.
  virtual base::Status Write(std::string_view bytes) = 0;
  // Ends it. Requires: nothing is written after it.
  virtual base::Status Close() = 0;
};

}  // namespace datagen::sinks
