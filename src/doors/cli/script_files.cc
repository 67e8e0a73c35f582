#include "doors/cli/script_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace datagen::cli {

bool OpenScripts(const std::vector<std::string>& paths, std::vector<ScriptSource>* scripts) {
  for (const std::string& path : paths) {
    const bool standard = path == "-";
    const int opened = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) {
      std::fprintf(stderr, "datagen: can't read '%s': %s\n", path.c_str(), std::strerror(errno));
      return false;
    }
    // Closed with the last copy of the function.
    const std::shared_ptr<void> closer(nullptr, [opened, standard](void* /*nothing*/) {
      if (!standard) ::close(opened);
    });
    scripts->push_back(
        {standard ? "standard input" : path, [opened, closer](char* data, size_t size) -> int64_t {
           ssize_t count = 0;
           do {
             count = ::read(opened, data, size);
           } while (count < 0 && errno == EINTR);
           return count;
         }});
  }
  return true;
}

}  // namespace datagen::cli
