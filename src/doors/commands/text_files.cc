#include "doors/commands/text_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "foundation/work/unfinished.h"

namespace datagen::commands {

namespace {

namespace fs = std::filesystem;

bool CantRead(Context* context, const std::string& path, const std::string& why) {
  Fail(context, "file-not-readable", fmt::format("can't read '{}': {}", path, why),
       {.given = path});
  return false;
}

// Appends what is left of a file. "" or why it can't be read.
std::string ReadAll(const Context& context, int file, std::string* text) {
  char piece[65536];
  for (;;) {
    const ssize_t count = ::read(file, piece, sizeof(piece));
    if (*context.stop()) return "stopped";
    if (count == 0) return "";
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::strerror(errno);
    text->append(piece, static_cast<size_t>(count));
    if (static_cast<int64_t>(text->size()) > kTextBytesMax) {
      return fmt::format("it is longer than {}, the most that is read", FormatBytes(kTextBytesMax));
    }
  }
}

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

std::string SpokenPath(const std::string& path) { return path == "-" ? "standard input" : path; }

bool ReadText(Context* context, const std::string& path, std::string* text) {
  context->StartPhase("reading " + SpokenPath(path));
  const bool standard = path == "-";
  const int file = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return CantRead(context, path, std::strerror(errno));
  const std::string why = ReadAll(*context, file, text);
  if (!standard) ::close(file);
  return why.empty() || CantRead(context, SpokenPath(path), why);
}

bool WriteText(Context* context, const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") {
    context->Print(text);
    return true;
  }
  bool ok = false;
  if (!IsReplaceable(path)) {
    ok = WriteInto(path, text);
  } else {
    const std::string unfinished = work::UnfinishedPath(path);
    const work::Unfinished mark(unfinished);
    ok = WriteInto(unfinished, text) && std::rename(unfinished.c_str(), path.c_str()) == 0;
    if (!ok) {
      const int why = errno;
      std::remove(unfinished.c_str());
      errno = why;
    }
  }
  if (!ok) {
    Fail(context, "file-not-writable",
         fmt::format("can't write '{}': {}", path, std::strerror(errno)), {.given = path});
  }
  return ok;
}

}  // namespace datagen::commands
