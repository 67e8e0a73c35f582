// Where exceptions end: at every call of the library from outside, and at every task of a pool.
//
// Rooms fail by Status; what is thrown nevertheless is want of memory or of threads, and mistakes
// of our own. One job's must not end the process, so they become the status of that job.
#pragma once

#include <type_traits>
#include <utility>

#include "foundation/base/status.h"

namespace datagen::work {

// The exception that is being handled, as a status: environment "out of memory" for std::bad_alloc,
// what the system says for std::system_error, "internal error …" with a plea to report it for all
// others. Requires: called in a catch block.
base::Status StatusOfException() noexcept;

// What `call`, which gives a Status or a Result, gives; or the status of what it throws.
template <typename Call>
std::invoke_result_t<Call> Guarded(Call&& call) noexcept {
  try {
    return std::forward<Call>(call)();
  } catch (...) {
    return StatusOfException();
  }
}

}  // namespace datagen::work
