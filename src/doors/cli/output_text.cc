#include "doors/cli/output_text.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace datagen::cli {

bool WriteText(const std::string& path, const std::string& text) {
  const std::string unfinished = path + ".tmp";
  std::FILE* file = std::fopen(unfinished.c_str(), "wb");
  bool ok = file != nullptr;
  if (ok) {
    ok = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    ok = std::fclose(file) == 0 && ok;
    ok = ok && std::rename(unfinished.c_str(), path.c_str()) == 0;
  }
  if (ok) return true;
  std::fprintf(stderr, "datagen: can't write '%s': %s\n", path.c_str(), std::strerror(errno));
  std::remove(unfinished.c_str());
  return false;
}

}  // namespace datagen::cli
