// How a connection to MySQL or MariaDB is opened: what the URL says, and for the rest the client
// library with its files and variables (connection.h has the order).
//
//   mysql://user:password@host:port/database?socket=/path&ssl-mode=required
//
// A host that begins with / is a socket, and so is localhost without a port. Parameters: socket,
// ssl-mode (or sslmode: disabled, preferred, required, verify-ca, verify-identity), ssl-ca,
// ssl-capath, ssl-cert, ssl-key, ssl-cipher, tls-version, connect-timeout (seconds).
//
// Thread-safety: Connect may be called from many threads.
#pragma once

#include <memory>
#include <string>

#include "data/connections/location.h"
#include "data/connections/mysql_library.h"

namespace datagen::connections {

struct MysqlCloser {
  void operator()(MYSQL* connection) const { Libmariadb().close(connection); }
};
using MysqlPtr = std::unique_ptr<MYSQL, MysqlCloser>;

class MysqlLogin {
 public:
  // Errors: invalid, for a URL that is none or has a parameter that is not known.
  static base::Result<MysqlLogin> Read(const std::string& location);

  // Errors: environment, with the library's message.
  [[nodiscard]] base::Result<MysqlPtr> Connect() const;

 private:
  enum class Tls { kAsTheClient, kOff, kRequired, kVerified };

  base::Status ReadParameter(const std::string& name, const std::string& value);
  void SetOptions(MYSQL* connection) const;
  // The client's files are read while connecting, and win over options: what the URL asks of TLS is
  // looked at again when it is done.
  [[nodiscard]] base::Status CheckTls(MYSQL* connection) const;

  Url url_;
  std::string socket_;
  Tls tls_ = Tls::kAsTheClient;
  std::vector<std::pair<mysql_option, std::string>> texts_;
  unsigned timeout_seconds_ = 0;  // 0: the client's own
};

}  // namespace datagen::connections
