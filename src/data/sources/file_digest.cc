#include "data/sources/file_digest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace datagen::sources {

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

}  // namespace datagen::sources
