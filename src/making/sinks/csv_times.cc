#include "making/sinks/csv_times.h"

namespace datagen::sinks {

std::string FormatTime(std::string_view plain, std::string_view format) {
  // Before the year 0 and after 9999 the year has a sign or more digits.
  const size_t year = plain.find('-', 1);
  const size_t point = plain.find('.');
  std::string fraction(point == std::string_view::npos ? "" : plain.substr(point + 1));
  while (!fraction.empty() && (fraction.back() < '0' || fraction.back() > '9')) fraction.pop_back();
  constexpr size_t kMicrosecondDigits = 6;
  fraction.resize(kMicrosecondDigits, '0');
  std::string text;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      text += format[i];
      continue;
    }
    switch (format[++i]) {
      case 'Y':
        text += plain.substr(0, year);
        break;
      case 'm':
        text += plain.substr(year + 1, 2);
        break;
      case 'd':
        text += plain.substr(year + 4, 2);
        break;
      case 'H':
        text += plain.substr(year + 7, 2);
        break;
      case 'M':
        text += plain.substr(year + 10, 2);
        break;
      case 'S':
        text += plain.substr(year + 13, 2);
        break;
      default:
        text += fraction;
    }
  }
  return text;
}

}  // namespace datagen::sinks
