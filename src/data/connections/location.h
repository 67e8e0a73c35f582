// Where a database is: scheme://user:password@host:port/database?name=value&…, or the path of a
// file.
//
// The user, password, database and values of a URL are percent-encoded; an @ or / in one of them
// has to be. A URL that could be read in two ways is refused, so that no piece of a password is
// ever taken for a host and shown.
//
// Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "foundation/base/status.h"

namespace datagen::connections {

// What a URL says; nullopt: nothing, which leaves it to the environment and the client's own files.
struct Url {
  std::optional<std::string> user;
  std::optional<std::string> password;
  std::optional<std::string>
      host;  // an IPv6 address without its brackets; or several hosts, with commas
  std::optional<unsigned> port;  // of one host
  std::optional<std::string> database;
  std::vector<std::pair<std::string, std::string>> parameters;
};

// Errors: invalid, for what is no URL; the message shows no password.
base::Result<Url> ReadUrl(const std::string& location);

// The location as it may be shown: *** in place of whatever is or could be a password.
std::string Redacted(const std::string& location);

// "postgresql" of postgresql://…; "" without one.
std::string SchemeOf(const std::string& location);
// What follows scheme: or scheme://.
std::string AfterScheme(const std::string& location);
// "sqlite" of folder.d/file.sqlite; "" without one.
std::string ExtensionOf(const std::string& location);

}  // namespace datagen::connections
