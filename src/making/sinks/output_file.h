// A file that is written front to back, with errors that name it and a digest of its bytes.
#pragma once

#include <string>
#include <string_view>

#include "data/sources/file_digest.h"
#include "foundation/base/status.h"
#include "making/sinks/output.h"

namespace datagen::sinks {

class OutputFile : public Output {
 public:
  ~OutputFile() override;

  // Creates the file, or empties it.
  base::Status Open(const std::string& path);
  base::Status Write(std::string_view bytes) override;
  base::Status Close() override;
  // Closes it for now: the next Write goes on. For where many are written at a time.
  base::Status Suspend();

  // Of what was written.
  [[nodiscard]] int64_t bytes() const { return bytes_; }
  [[nodiscard]] std::string digest() const { return digest_.Hex(); }

 private:
  [[nodiscard]] base::Status Failure(const char* what) const;

  std::string path_;
  int descriptor_ = -1;
  int64_t bytes_ = 0;
  sources::FileDigest digest_;
};

// Writes a whole small file under a temporary name, then renames it.
base::Status WriteFileAtomically(const std::string& path, std::string_view content);

}  // namespace datagen::sinks
