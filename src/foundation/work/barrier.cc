#include "foundation/work/barrier.h"

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <new>
#include <system_error>

namespace datagen::work {
namespace {

using base::Status;

// Made at the start: later there may be no memory to make it. Copies share it.
const Status kOutOfMemory = Status::Environment("out-of-memory", "out of memory");

Status Told() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return kOutOfMemory;
  } catch (const std::filesystem::filesystem_error& error) {
    return Status::Environment("file-not-readable", fmt::format("'{}': {}", error.path1().string(),
                                                                error.code().message()));
  } catch (const std::system_error& error) {
    return Status::Environment("system-refused",
                               fmt::format("the system refuses: {}", error.code().message()));
  } catch (const std::exception& error) {
    return Status::Environment(
        "internal-error",
        fmt::format("internal error: {}\nThis is a bug in datagen. Please report it with the spec "
                    "and what was asked for.",
                    error.what()));
  } catch (...) {
    return Status::Environment("internal-error", "internal error: please report it");
  }
}

}  // namespace

Status StatusOfException() noexcept {
  try {
    return Told();
  } catch (...) {
    return kOutOfMemory;  // even telling has failed
  }
}

}  // namespace datagen::work
