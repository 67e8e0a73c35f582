#include "data/connections/mysql_login.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <mutex>

namespace datagen::connections {
namespace {

using base::Status;

struct TextOption {
  const char* name;
  mysql_option option;
};
constexpr TextOption kTextOptions[] = {
    {"ssl-ca", MYSQL_OPT_SSL_CA},         {"ssl-capath", MYSQL_OPT_SSL_CAPATH},
    {"ssl-cert", MYSQL_OPT_SSL_CERT},     {"ssl-key", MYSQL_OPT_SSL_KEY},
    {"ssl-cipher", MYSQL_OPT_SSL_CIPHER}, {"tls-version", MARIADB_OPT_TLS_VERSION}};

const char* OrNull(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

}  // namespace

base::Result<MysqlLogin> MysqlLogin::Read(const std::string& location) {
  auto url = ReadUrl(location);
  if (!url.ok()) return url.status();
  MysqlLogin login;
  login.url_ = std::move(url.value());
  if (login.url_.host && login.url_.host->rfind('/', 0) == 0) {
    login.socket_ = *login.url_.host;
  }
  for (const auto& [name, value] : login.url_.parameters) {
    const Status status = login.ReadParameter(name, value);
    if (!status.ok()) {
      return Status::Invalid("invalid-url", fmt::format("'{}' is no URL of MySQL: {}",
                                                        Redacted(location), status.message()));
    }
  }
  return login;
}

Status MysqlLogin::ReadParameter(const std::string& name, const std::string& value) {
  std::string plain = name;
  std::replace(plain.begin(), plain.end(), '_', '-');
  if (plain == "socket") {
    socket_ = value;
    return Status::Ok();
  }
  if (plain == "connect-timeout") {
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, timeout_seconds_);
    if (read.ec == std::errc() && read.ptr == end) return Status::Ok();
    return Status::Invalid("invalid-url", fmt::format("{} is a number of seconds", name));
  }
  if (plain == "ssl-mode" || plain == "sslmode") {
    static constexpr std::pair<const char*, Tls> kModes[] = {
        {"disabled", Tls::kOff},          {"disable", Tls::kOff},
        {"preferred", Tls::kAsTheClient}, {"prefer", Tls::kAsTheClient},
        {"required", Tls::kRequired},     {"require", Tls::kRequired},
        {"verify-ca", Tls::kVerified},    {"verify-identity", Tls::kVerified},
        {"verify-full", Tls::kVerified}};
    std::string mode = value;
    for (char& c : mode) c = c == '_' ? '-' : static_cast<char>(std::tolower(c));
    for (const auto& [known, tls] : kModes) {
      if (mode != known) continue;
      tls_ = tls;
      return Status::Ok();
    }
    return Status::Invalid(
        "invalid-url",
        fmt::format("{} is one of disabled, preferred, required, verify-ca, verify-identity",
                    name));
  }
  for (const TextOption& known : kTextOptions) {
    if (plain != known.name) continue;
    texts_.emplace_back(known.option, value);
    return Status::Ok();
  }
  return Status::Invalid("invalid-url", fmt::format("unknown parameter '{}'", name),
                         {.expected = "socket, ssl-mode, ssl-ca, ssl-capath, ssl-cert, ssl-key, "
                                      "ssl-cipher, tls-version or connect-timeout"});
}

void MysqlLogin::SetOptions(MYSQL* connection) const {
  const unsigned int yes = 1;
  const my_bool on = 1;
  const my_bool off = 0;
  Libmariadb().options(connection, MYSQL_READ_DEFAULT_GROUP, "client");
  // The variable of the client's programs, which its library does not read.
  if (const char* host = std::getenv("MYSQL_HOST")) {
    Libmariadb().optionsv(connection, MARIADB_OPT_HOST, host);
  }
  Libmariadb().options(connection, MYSQL_OPT_LOCAL_INFILE, &yes);
  Libmariadb().options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT,
                       tls_ == Tls::kVerified ? &on : &off);
  if (tls_ != Tls::kAsTheClient) {
    Libmariadb().options(connection, MYSQL_OPT_SSL_ENFORCE, tls_ == Tls::kOff ? &off : &on);
  }
  for (const auto& [option, value] : texts_)
    Libmariadb().options(connection, option, value.c_str());
  if (timeout_seconds_ > 0) {
    Libmariadb().options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &timeout_seconds_);
  }
  // The library takes localhost for its socket, whatever the port.
  unsigned int protocol = MYSQL_PROTOCOL_DEFAULT;
  if (url_.port) protocol = MYSQL_PROTOCOL_TCP;
  if (!socket_.empty()) protocol = MYSQL_PROTOCOL_SOCKET;
  if (protocol != MYSQL_PROTOCOL_DEFAULT) {
    Libmariadb().options(connection, MYSQL_OPT_PROTOCOL, &protocol);
  }
}

Status MysqlLogin::CheckTls(MYSQL* connection) const {
  const bool wanted = tls_ == Tls::kRequired || tls_ == Tls::kVerified;
  if (wanted && Libmariadb().get_ssl_cipher(connection) == nullptr) {
    return Status::Environment(
        "connection-failed", "can't connect to MySQL: the server has no TLS, the URL asks for it");
  }
  bool same = true;
  if (tls_ == Tls::kVerified) {
    my_bool verified = 0;
    Libmariadb().get_optionv(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verified);
    same = verified != 0;
  }
  for (const auto& [option, value] : texts_) {
    const char* used = nullptr;
    Libmariadb().get_optionv(connection, option, &used);
    same = same && used != nullptr && value == used;
  }
  if (same) return Status::Ok();
  return Status::Environment(
      "connection-failed",
      "can't connect to MySQL: the client's option file says another thing of TLS than the URL");
}

base::Result<MysqlPtr> MysqlLogin::Connect() const {
  if (!Libmariadb().status.ok()) return Libmariadb().status;
  // The first mysql_init sets the library up, which two threads may not do at a time.
  static std::once_flag set_up;
  std::call_once(set_up, [] { Libmariadb().server_init(0, nullptr, nullptr); });
  MysqlPtr connection(Libmariadb().init(nullptr));
  SetOptions(connection.get());
  const char* socket = socket_.empty() ? nullptr : socket_.c_str();
  const char* host = socket != nullptr ? "localhost" : OrNull(url_.host);
  if (Libmariadb().real_connect(connection.get(), host, OrNull(url_.user), OrNull(url_.password),
                                OrNull(url_.database), url_.port.value_or(0), socket,
                                CLIENT_LOCAL_FILES) == nullptr) {
    return Status::Environment(
        "connection-failed",
        fmt::format("can't connect to MySQL: {}", Libmariadb().error(connection.get())));
  }
  const Status status = CheckTls(connection.get());
  if (!status.ok()) return status;
  // Once more, since the client's file may have said otherwise.
  const unsigned int yes = 1;
  Libmariadb().options(connection.get(), MYSQL_OPT_LOCAL_INFILE, &yes);
  Libmariadb().set_character_set(connection.get(), "utf8mb4");
  return connection;
}

}  // namespace datagen::connections
