// How much memory a limit of the shell (`ulimit -v`) or of a service leaves to this process.
//
// For libraries that end the process where the system maps no more memory for their own books: they
// are not called where too little is left. Thread-safety: from any thread; what it says is of then.
#pragma once

#include <cstdint>
#include <optional>

namespace datagen::work {

// Bytes that can still be mapped; nothing where there is no limit.
std::optional<int64_t> AddressSpaceLeft();

}  // namespace datagen::work
