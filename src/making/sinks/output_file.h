// A file that is written front to back, with errors that name it.
#pragma once

#include <string>
#include <string_view>

#include "foundation/base/buffer.h"
#include "foundation/base/status.h"

namespace datagen::sinks {

class OutputFile {
 public:
  OutputFile() = default;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  // Creates the file, or empties it.
  base::Status Open(const std::string& path);
  base::Status Write(std::string_view bytes);
  // The number of bytes written.
  base::Result<int64_t> Close();

 private:
  [[nodiscard]] base::Status Failure(const char* what) const;

  std::string path_;
  int descriptor_ = -1;
  int64_t bytes_ = 0;
};

// Writes a whole small file under a temporary name, then renames it.
base::Status WriteFileAtomically(const std::string& path, std::string_view content);

}  // namespace datagen::sinks
