#include "making/sinks/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "foundation/work/unfinished.h"

namespace datagen::sinks {

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

base::Status OutputFile::Failure(const char* what) const {
  return base::Status::Environment(
      "file-not-writable", fmt::format("can't {} '{}': {}", what, path_, std::strerror(errno)));
}

base::Status OutputFile::Open(const std::string& path) {
  path_ = path;
  bytes_ = 0;
  digest_ = sources::FileDigest();
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  return descriptor_ >= 0 ? base::Status::Ok() : Failure("create");
}

base::Status OutputFile::Write(std::string_view bytes) {
  if (descriptor_ < 0 && !bytes.empty()) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (descriptor_ < 0) return Failure("open");
  }
  digest_.Add(bytes);
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return Failure("write to");
    }
    bytes.remove_prefix(static_cast<size_t>(written));
    bytes_ += written;
  }
  return base::Status::Ok();
}

base::Status OutputFile::Suspend() { return Close(); }

base::Status OutputFile::Close() {
  if (descriptor_ < 0) return base::Status::Ok();
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  return closed == 0 ? base::Status::Ok() : Failure("close");
}

base::Status WriteFileAtomically(const std::string& path, std::string_view content) {
  const std::string temporary = work::UnfinishedPath(path);
  const work::Unfinished unfinished(temporary);
  OutputFile file;
  base::Status status = file.Open(temporary);
  if (status.ok()) status = file.Write(content);
  if (status.ok()) status = file.Close();
  if (status.ok() && std::rename(temporary.c_str(), path.c_str()) != 0) {
    status = base::Status::Environment(
        "file-not-writable",
        fmt::format("can't rename '{}' to '{}': {}", temporary, path, std::strerror(errno)));
  }
  if (!status.ok()) std::remove(temporary.c_str());
  return status;
}

}  // namespace datagen::sinks
