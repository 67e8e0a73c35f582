#include "doors/commands/input_values.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "datagen/load.h"
#include "foundation/base/small_letters.h"

namespace datagen::commands {
namespace {

template <typename Number>
std::optional<Number> ReadNumber(std::string_view text) {
  Number number{};
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<int64_t> ReadInteger(std::string_view text) { return ReadNumber<int64_t>(text); }

std::optional<double> ReadReal(std::string_view text) {
  const auto number = ReadNumber<double>(text);
  return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<bool> ReadTruth(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::optional<int64_t> ReadSize(std::string_view text) {
  size_t digits = 0;
  while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) {
    ++digits;
  }
  auto size = ReadInteger(text.substr(0, digits));
  if (!size) return std::nullopt;
  std::string unit;
  for (const char c : text.substr(digits)) {
    if (c != ' ') unit += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (unit.ends_with('b')) unit.pop_back();
  const bool binary = unit.size() == 2 && unit[1] == 'i';
  if (binary) unit.pop_back();
  if (unit.empty()) return binary ? std::nullopt : size;
  constexpr std::string_view kPrefixes = "kmgtp";
  const size_t power = kPrefixes.find(unit[0]);
  if (unit.size() != 1 || power == std::string_view::npos) return std::nullopt;
  for (size_t i = 0; i <= power; ++i) {
    if (__builtin_mul_overflow(*size, binary ? 1024 : 1000, &*size)) return std::nullopt;
  }
  return size;
}

std::optional<int64_t> ReadCount(std::string_view text) {
  constexpr int64_t kCountMax = 1'000'000'000'000'000;
  const auto count = ReadInteger(text);
  return count && *count >= 0 && *count <= kCountMax ? count : std::nullopt;
}

bool ReadNamedCount(std::string_view text, std::map<std::string, int64_t>* counts) {
  const size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  const auto count = ReadCount(text.substr(equals + 1));
  if (!count) return false;
  (*counts)[std::string(text.substr(0, equals))] = *count;
  return true;
}

std::optional<std::string> ReadPath(const std::string& text, bool database) {
  const size_t end = text.find("://");
  const auto of_scheme = [](char sign) {
    return std::isalnum(static_cast<unsigned char>(sign)) != 0 || sign == '+' || sign == '-' ||
           sign == '.';
  };
  // One letter is a drive, and nothing begins a scheme but a letter.
  const bool is_url =
      end != std::string::npos && end > 1 &&
      std::isalpha(static_cast<unsigned char>(text[0])) != 0 &&
      std::all_of(text.begin(), text.begin() + static_cast<int64_t>(end), of_scheme);
  if (!is_url) return text;
  const std::string scheme = base::InSmallLetters(text.substr(0, end));
  if (scheme != "file") {
    if (database && IsDatabase(text)) return text;
    return std::nullopt;
  }
  std::string_view rest = std::string_view(text).substr(end + 3);
  constexpr std::string_view kHere = "localhost/";
  if (rest.starts_with(kHere)) rest.remove_prefix(kHere.size() - 1);
  if (!rest.starts_with('/')) return std::nullopt;  // of another machine
  std::string path;
  for (size_t i = 0; i < rest.size(); ++i) {
    int code = 0;
    const char* digits = rest.data() + i + 1;
    constexpr int kBase = 16;
    const bool escape = rest[i] == '%' && i + 2 < rest.size() &&
                        std::from_chars(digits, digits + 2, code, kBase).ptr == digits + 2;
    path += escape ? static_cast<char>(code) : rest[i];
    if (escape) i += 2;
  }
  return path;
}

}  // namespace datagen::commands
