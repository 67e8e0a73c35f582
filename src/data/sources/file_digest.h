// What a file's bytes are known by: the digest that a run notes of each file that it writes.
//
// Thread-safety: a FileDigest belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "foundation/base/status.h"

namespace datagen::sources {

// XXH3-128 of bytes that come in pieces, as `xxhsum -H2` prints it: 32 hex digits.
class FileDigest {
 public:
  FileDigest();
  void Add(std::string_view bytes);
  [[nodiscard]] std::string Hex() const;

 private:
  struct State;
  struct Deleter {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Deleter> state_;
};

// The digest of a file that is there. Errors: environment, when it can't be read.
base::Result<std::string> DigestOf(const std::string& path);

}  // namespace datagen::sources
