#include "making/sinks/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "foundation/work/unfinished.h"

namespace datagen::sinks {

struct FileDigest::State {
  XXH3_state_t* xxh3 = XXH3_createState();
  ~State() { XXH3_freeState(xxh3); }
};

void FileDigest::Deleter::operator()(State* state) const { delete state; }

FileDigest::FileDigest() : state_(new State) { XXH3_128bits_reset(state_->xxh3); }

void FileDigest::Add(std::string_view bytes) {
  XXH3_128bits_update(state_->xxh3, bytes.data(), bytes.size());
}

std::string FileDigest::Hex() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh3);
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

base::Result<std::string> DigestOf(const std::string& path) {
  const auto failure = [&path] {
    return base::Status::Environment("file-not-readable",
                                     fmt::format("can't read '{}': {}", path, std::strerror(errno)),
                                     {.given = path});
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure();
  FileDigest digest;
  constexpr size_t kPieceBytes = size_t{1} << 18;
  std::vector<char> piece(kPieceBytes);
  ssize_t count = 0;
  do {
    count = ::read(descriptor, piece.data(), piece.size());
    if (count > 0) digest.Add({piece.data(), static_cast<size_t>(count)});
  } while (count > 0 || (count < 0 && errno == EINTR));
  const base::Status status = count < 0 ? failure() : base::Status::Ok();
  ::close(descriptor);
  if (!status.ok()) return status;
  return digest.Hex();
}

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
  digest_ = FileDigest();
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
