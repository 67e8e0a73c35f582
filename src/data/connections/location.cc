#include "data/connections/location.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace datagen::connections {
namespace {

using base::Status;

constexpr const char* kHidden = "***";

// nullopt: a % without two hexadecimal digits.
std::optional<std::string> Decoded(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    unsigned char code = 0;
    const char* end = text.data() + std::min(i + 3, text.size());
    const auto read = std::from_chars(text.data() + i + 1, end, code, 16);
    if (read.ec != std::errc() || read.ptr != text.data() + i + 3) return std::nullopt;
    decoded += static_cast<char>(code);
    i += 2;
  }
  return decoded;
}

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsSecret(std::string_view parameter) {
  return parameter.find("password") != std::string_view::npos ||
         parameter.find("passwd") != std::string_view::npos;
}

// Takes the text before the first of `marks` off the front, and with it the mark.
std::string_view TakeUntil(std::string_view* text, std::string_view marks) {
  const size_t end = std::min(text->find_first_of(marks), text->size());
  const std::string_view taken = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return taken;
}

// Reads one URL; every error message shows it without what could be a password.
class UrlReader {
 public:
  explicit UrlReader(const std::string& location) : location_(location) {}

  base::Result<Url> Read() {
    const std::string after = AfterScheme(location_);
    std::string_view rest = after;
    const size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
    std::string_view authority = rest.substr(0, authority_end);
    rest.remove_prefix(authority_end);
    const size_t at = authority.find('@');
    if (at != std::string_view::npos) {
      ReadUser(authority.substr(0, at));
      authority.remove_prefix(at + 1);
    }
    if (authority.find('@') != std::string_view::npos) Fail(kEncode);
    ReadHosts(authority);
    if (!rest.empty() && rest[0] == '/') {
      rest.remove_prefix(1);
      const std::string_view database = TakeUntil(&rest, "?");
      if (database.find_first_of("@") != std::string_view::npos) Fail(kEncode);
      if (!database.empty()) url_.database = Text(database);
    } else if (!rest.empty()) {
      rest.remove_prefix(1);
    }
    while (!rest.empty()) {
      std::string_view value = TakeUntil(&rest, "&");
      const std::string_view name = TakeUntil(&value, "=");
      if (name.empty() || name.find_first_of("@/:") != std::string_view::npos) Fail(kEncode);
      url_.parameters.emplace_back(Text(name), Text(value));
    }
    if (!status_.ok()) return status_;
    return url_;
  }

 private:
  static constexpr const char* kEncode =
      "in a user, password, database or value an @ is written %40, a : %3A, a / %2F, a ? %3F, a % "
      "%25";

  void ReadUser(std::string_view who) {
    const bool has_password = who.find(':') != std::string_view::npos;
    const std::string_view user = TakeUntil(&who, ":");
    if (!user.empty()) url_.user = Text(user);
    if (has_password) url_.password = Text(who);
  }

  void ReadHosts(std::string_view hosts) {
    if (hosts.empty()) return;
    const bool several = hosts.find(',') != std::string_view::npos;
    std::string_view rest = hosts;
    while (!rest.empty()) {
      std::string_view host = TakeUntil(&rest, ",");
      std::string_view port;
      if (!host.empty() && host[0] == '[') {
        const size_t close = host.find(']');
        if (close == std::string_view::npos) return Fail("the [ of an IPv6 address has no ]");
        port = host.substr(close + 1);
        if (!port.empty() && port[0] != ':') return Fail("only a port may follow the ]");
        host = host.substr(1, close - 1);
      } else {
        const size_t colon = std::min(host.find(':'), host.size());
        port = host.substr(colon);
        host = host.substr(0, colon);
      }
      if (!port.empty()) port.remove_prefix(1);
      if (!AllDigits(port)) return Fail(kEncode + std::string("; a port is a number"));
      if (several) continue;
      if (!host.empty()) url_.host = Text(host);
      if (port.empty()) continue;
      constexpr unsigned kPortMax = 65'535;
      unsigned number = 0;
      const auto read = std::from_chars(port.data(), port.data() + port.size(), number);
      if (read.ec != std::errc() || number == 0 || number > kPortMax) {
        return Fail("the port is not from 1 to 65535");
      }
      url_.port = number;
    }
    if (several) url_.host = std::string(hosts);
  }

  std::string Text(std::string_view encoded) {
    auto decoded = Decoded(encoded);
    if (!decoded) Fail(kEncode);
    return decoded.value_or("");
  }

  void Fail(const std::string& why) {
    if (!status_.ok()) return;
    status_ = Status::Invalid(
        "invalid-url", fmt::format("'{}' is no URL of a database: {}", Redacted(location_), why));
  }

  const std::string& location_;
  Url url_;
  Status status_;
};

}  // namespace

base::Result<Url> ReadUrl(const std::string& location) { return UrlReader(location).Read(); }

std::string Redacted(const std::string& location) {
  const std::string after = AfterScheme(location);
  std::string shown = location.substr(0, location.size() - after.size());
  std::string_view rest = after;
  // Whatever stands between the first : and the last @ may be a password; without an @, whatever
  // stands where a port should.
  const size_t at = rest.rfind('@');
  const size_t host = at == std::string_view::npos ? 0 : at;
  const size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
  size_t colon = rest.find(':');
  const bool bracketed = !rest.empty() && rest[0] == '[';
  if (at != std::string_view::npos && colon < at) {
    shown += std::string(rest.substr(0, colon + 1)) + kHidden;
    rest.remove_prefix(host);
  } else if (at == std::string_view::npos && !bracketed && colon < authority_end &&
             rest.find(',') == std::string_view::npos &&
             !AllDigits(rest.substr(colon + 1, authority_end - colon - 1))) {
    shown += std::string(rest.substr(0, colon + 1)) + kHidden;
    rest.remove_prefix(authority_end);
  }
  const size_t query = rest.find('?');
  if (query == std::string_view::npos) return shown + std::string(rest);
  shown += rest.substr(0, query);
  char mark = '?';
  rest.remove_prefix(query + 1);
  while (!rest.empty()) {
    std::string_view value = TakeUntil(&rest, "&");
    const bool has_value = value.find('=') != std::string_view::npos;
    const std::string_view name = TakeUntil(&value, "=");
    shown += fmt::format("{}{}{}{}", mark, name, has_value ? "=" : "",
                         IsSecret(name) ? kHidden : std::string(value));
    mark = '&';
  }
  return shown;
}

std::string SchemeOf(const std::string& location) {
  const size_t colon = location.find(':');
  const std::string scheme = location.substr(0, colon == std::string::npos ? 0 : colon);
  return scheme.find('/') == std::string::npos ? scheme : "";
}

std::string AfterScheme(const std::string& location) {
  const std::string scheme = SchemeOf(location);
  if (scheme.empty()) return location;
  const std::string after = location.substr(scheme.size() + 1);
  return after.rfind("//", 0) == 0 ? after.substr(2) : after;
}

std::string ExtensionOf(const std::string& location) {
  const std::string extension = std::filesystem::path(location).extension().string();
  return extension.empty() ? "" : extension.substr(1);
}

}  // namespace datagen::connections
