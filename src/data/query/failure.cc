#include "data/query/failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include "data/query/database.h"

namespace datagen::query {
namespace {

using base::Status;

// DuckDB tells the kind of a failure by how its message begins, and the system's reason in words.
bool IsOfEnvironment(std::string_view message) {
  for (const char* kind : {"Out of Memory Error", "FATAL Error"}) {
    if (message.starts_with(kind)) return true;
  }
  // A file that is damaged, missing or closed to us is the data's matter.
  if (!message.starts_with("IO Error") && !message.starts_with("TransactionContext Error")) {
    return false;
  }
  if (message.find("Could not write") != std::string_view::npos) return true;
  constexpr std::array kReasons{ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM, EIO};
  return std::any_of(kReasons.begin(), kReasons.end(), [&](int reason) {
    return message.find(std::generic_category().message(reason)) != std::string_view::npos;
  });
}

}  // namespace

Status FailureOf(const char* message) {
  const std::string why = message == nullptr ? "DuckDB gives no reason" : message;
  if (!IsOfEnvironment(why)) return Status::Invalid("query-failed", why);
  return Status::Environment("query-failed", "the data can't be queried: " + FirstLine(why));
}

}  // namespace datagen::query
