#include "doors/cli/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace datagen::cli {

bool IsTerminal(int descriptor) { return ::isatty(descriptor) != 0; }

bool CanRedraw(int descriptor) {
  const char* kind = std::getenv("TERM");
  if (kind == nullptr || *kind == '\0') return false;
  return IsTerminal(descriptor) && std::string_view(kind) != "dumb";
}

int Columns(int descriptor) {
  constexpr int kDefault = 80;
  winsize size{};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kDefault;
}

std::string FitLine(std::string_view text, int columns) {
  std::string line;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i++;
    const auto first = static_cast<unsigned char>(text[begin]);
    constexpr unsigned char kControl = 0x20;
    constexpr unsigned char kDelete = 0x7f;
    // Beyond ASCII a character may be two columns wide, and is taken to be.
    const bool wide = first > kDelete;
    while (wide && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) ++i;
    columns -= wide ? 2 : 1;
    if (columns < 0) break;
    const bool moves = first < kControl || first == kDelete;
    line += moves ? std::string_view("?") : text.substr(begin, i - begin);
  }
  return line;
}

bool IsWritable(int descriptor, int milliseconds) {
  pollfd stream{descriptor, POLLOUT, 0};
  return ::poll(&stream, 1, milliseconds) == 1 && (stream.revents & POLLOUT) != 0;
}

void HoldStandardStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest free number is that of the stream. What is opened to write can't be read, and the
    // other way round.
    const int opened = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened > STDERR_FILENO) ::close(opened);
  }
}

void OutputStream::Write(std::string_view text) {
  if (error_ != 0) return;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) error_ = errno;
}

std::string OutputStream::Finish() {
  errno = 0;
  if (std::fflush(stdout) != 0 && error_ == 0) error_ = errno;
  return error_ == 0 ? "" : std::strerror(error_);
}

void WriteErrorAtOnce(std::string_view text) {
  // Where so many bytes fit, a write does not wait.
  constexpr size_t kPiece = 4096;
  constexpr int kWaitMilliseconds = 20;
  while (!text.empty() && IsWritable(STDERR_FILENO, kWaitMilliseconds)) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), std::min(kPiece, text.size()));
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace datagen::cli
