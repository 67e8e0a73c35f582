#include "doors/cli/output_text.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace datagen::cli {

namespace {

namespace fs = std::filesystem;

bool WriteInto(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return std::fclose(file) == 0 && written;
}

// Whether a file may be put in the place of what is there: a link, a pipe or a device is what its
// user means to write through, and must stay.
bool IsReplaceable(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  return status.type() == fs::file_type::not_found || status.type() == fs::file_type::regular;
}

}  // namespace

bool WriteText(const std::string& path, const std::string& text) {
  bool ok = false;
  if (path == "-") {
    ok =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  } else if (!IsReplaceable(path)) {
    ok = WriteInto(path, text);
  } else {
    const std::string unfinished = path + ".tmp";
    ok = WriteInto(unfinished, text) && std::rename(unfinished.c_str(), path.c_str()) == 0;
    if (!ok) {
      const int why = errno;
      std::remove(unfinished.c_str());
      errno = why;
    }
  }
  if (!ok) {
    std::fprintf(stderr, "datagen: can't write '%s': %s\n", path.c_str(), std::strerror(errno));
  }
  return ok;
}

}  // namespace datagen::cli
