// What the limits of a shell (`ulimit`) or of a service leave to this process.
//
// For libraries that end the process where they get no more memory or descriptors: they are not
// called where too little is left. Thread-safety: from any thread; what it says is of then.
#pragma once

#include <cstdint>
#include <optional>

namespace datagen::work {

// Bytes that can still be mapped; nothing where there is no limit.
std::optional<int64_t> AddressSpaceLeft();
// How many files can be opened besides those that are; looks no further than `most`.
int FilesLeft(int most);

}  // namespace datagen::work
