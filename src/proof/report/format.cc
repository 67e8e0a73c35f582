#include "proof/report/format.h"

#include <fmt/format.h>

#include <cmath>

#include "foundation/base/utf8.h"
#include "report_formats.h"  // made by CMake: ListReportFormats()

namespace datagen::report {

const std::vector<const FormatInfo*>& Formats() {
  static const auto* formats = new std::vector<const FormatInfo*>(ListReportFormats());
  return *formats;
}

const FormatInfo* FindFormat(const std::string& name) {
  for (const FormatInfo* format : Formats()) {
    if (format->name == name) return format;
  }
  return nullptr;
}

std::string Count(int64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<int64_t>(digits.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3) {
    digits.insert(static_cast<size_t>(at), ",");
  }
  return digits;
}

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string Cut(const std::string& text, size_t most) {
  if (base::CharacterCount(text) <= most) return text;
  return text.substr(0, base::PrefixBytes(text, most - 1)) + "…";
}

std::string Percent(double share) {
  const double percent = 100 * share;
  if (percent == 0 || percent == 100) return fmt::format("{:.0f} %", percent);
  if (percent < 0.1) return fmt::format("{:.2g} %", percent);
  // Nearly all is not all.
  return percent > 99.9 ? fmt::format("{:.3f} %", std::floor(percent * 1000) / 1000)
                        : fmt::format("{:.1f} %", percent);
}

}  // namespace datagen::report
