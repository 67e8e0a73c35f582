#include "foundation/work/barrier.h"

#include <fmt/format.h>

#include <exception>
#include <filesystem>
#include <new>
#include <system_error>

namespace datagen::work {
namespace {

using base::Status;

// Short enough to need no memory where there is none.
constexpr const char* kOutOfMemory = "out of memory";

Status Told() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return Status::Environment(kOutOfMemory);
  } catch (const std::filesystem::filesystem_error& error) {
    return Status::Environment(
        fmt::format("'{}': {}", error.path1().string(), error.code().message()));
  } catch (const std::system_error& error) {
    return Status::Environment(fmt::format("the system refuses: {}", error.code().message()));
  } catch (const std::exception& error) {
    return Status::Environment(
        fmt::format("internal error: {}\nThis is a bug in datagen. Please report it with the spec "
                    "and what was asked for.",
                    error.what()));
  } catch (...) {
    return Status::Environment("internal error: please report it");
  }
}

}  // namespace

Status StatusOfException() noexcept {
  try {
    return Told();
  } catch (...) {
    return Status::Environment(kOutOfMemory);  // even telling has failed
  }
}

}  // namespace datagen::work
