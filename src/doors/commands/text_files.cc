#include "doors/commands/text_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <vector>

#include "doors/commands/command.h"
#include "foundation/base/spelling.h"
#include "foundation/work/unfinished.h"

namespace datagen::commands {

namespace {

namespace fs = std::filesystem;

// Appends what is left of a file. 0, or the errno that says why it can't be read.
int ReadAll(const Context& context, int file, std::string* text) {
  char piece[65536];
  for (;;) {
    const ssize_t count = ::read(file, piece, sizeof(piece));
    if (*context.stop()) return ECANCELED;
    if (count == 0) return 0;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text->append(piece, static_cast<size_t>(count));
    if (static_cast<int64_t>(text->size()) > kTextBytesMax) return EFBIG;
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

// The path of a file that the missing one was most likely meant to be: in its folder, of a like
// name or the same with another ending; "" when there is none.
std::string NearPath(const std::string& missing) {
  constexpr int kNamesMax = 10'000;
  const fs::path path(missing);
  const std::string name = path.filename().string();
  std::error_code error;
  std::vector<std::string> names;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (static_cast<int>(names.size()) == kNamesMax) return "";
    std::error_code unknown;
    if (entry->is_regular_file(unknown)) names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());  // a folder has no order
  for (const std::string& there : names) {
    if (fs::path(there).stem() == path.filename().stem()) {
      return path.parent_path() / there;
    }
  }
  const std::string near = base::NearestSpelling(name, names);
  return near.empty() ? "" : (path.parent_path() / near).string();
}

}  // namespace

std::string SpokenPath(const std::string& path) { return path == "-" ? "standard input" : path; }

int CantRead(Context* context, const std::string& path, int error) {
  const std::string why =
      error == EFBIG
          ? fmt::format("it is longer than {}, the most that is read", FormatBytes(kTextBytesMax))
          : std::strerror(error);
  const std::string near = error == ENOENT ? NearPath(path) : "";
  Fail(context, "file-not-readable", fmt::format("can't read '{}': {}", path, why),
       {.given = path, .hint = near.empty() ? "" : fmt::format("did you mean '{}'?", near)});
  static constexpr int kMistakes[] = {ENOENT,       ENOTDIR, EISDIR, EACCES, EPERM, ELOOP,
                                      ENAMETOOLONG, EINVAL,  ENXIO,  EFBIG,  EBADF};
  const bool mistaken =
      std::find(std::begin(kMistakes), std::end(kMistakes), error) != std::end(kMistakes);
  return mistaken ? kUserMistake : kEnvironmentFailed;
}

int ReadText(Context* context, const std::string& path, std::string* text) {
  context->StartPhase("reading " + SpokenPath(path));
  const bool standard = path == "-";
  const int file = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return CantRead(context, path, errno);
  const int error = ReadAll(*context, file, text);
  if (!standard) ::close(file);
  return error == 0 ? kSuccess : CantRead(context, SpokenPath(path), error);
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
    // What is stopped has no result, and what has one is told to have it.
    const work::Indivisible placing;
    ok = WriteInto(unfinished, text) && !*context->stop() &&
         std::rename(unfinished.c_str(), path.c_str()) == 0;
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
