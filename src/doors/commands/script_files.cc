#include "doors/commands/script_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "doors/commands/command.h"
#include "doors/commands/text_files.h"

namespace datagen::commands {

int OpenScripts(Context* context, const std::vector<std::string>& paths,
                std::vector<ScriptSource>* scripts) {
  const std::atomic<bool>* stop = context->stop();
  for (const std::string& path : paths) {
    const bool standard = path == "-";
    const int opened = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened < 0) return CantRead(context, path, errno);
    // Closed with the last copy of the function.
    const std::shared_ptr<void> closer(nullptr, [opened, standard](void* /*nothing*/) {
      if (!standard) ::close(opened);
    });
    scripts->push_back({SpokenPath(path), [opened, closer, stop](char* data, size_t size) {
                          ssize_t count = 0;
                          do {
                            count = *stop ? -1 : ::read(opened, data, size);
                          } while (count < 0 && errno == EINTR && !*stop);
                          return static_cast<int64_t>(count);
                        }});
  }
  return kSuccess;
}

}  // namespace datagen::commands
