#include "foundation/base/calendar.h"

#include <cstring>

#include "foundation/base/digits.h"

namespace datagen::base {
namespace {

// Reads exactly `digits` digits at *at.
std::optional<int> ReadDigits(std::string_view text, size_t* at, int digits) {
  int value = 0;
  for (int i = 0; i < digits; ++i, ++*at) {
    if (*at >= text.size() || text[*at] < '0' || text[*at] > '9') return std::nullopt;
    value = value * 10 + (text[*at] - '0');
  }
  return value;
}

bool Skip(std::string_view text, size_t* at, char c) {
  if (*at >= text.size() || text[*at] != c) return false;
  ++*at;
  return true;
}

std::optional<int64_t> ReadDate(std::string_view text, size_t* at) {
  const auto year = ReadDigits(text, at, 4);
  if (!year || *year < 1 || !Skip(text, at, '-')) return std::nullopt;
  const auto month = ReadDigits(text, at, 2);
  if (!month || *month < 1 || *month > 12 || !Skip(text, at, '-')) return std::nullopt;
  const auto day = ReadDigits(text, at, 2);
  if (!day || *day < 1 || *day > DaysInMonth(*year, *month)) return std::nullopt;
  return DaysFromCivil(*year, *month, *day);
}

std::optional<int64_t> ReadTime(std::string_view text, size_t* at) {
  const auto hour = ReadDigits(text, at, 2);
  if (!hour || *hour > 23 || !Skip(text, at, ':')) return std::nullopt;
  const auto minute = ReadDigits(text, at, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int64_t micros = *hour * kMicrosPerHour + *minute * kMicrosPerMinute;
  if (!Skip(text, at, ':')) return micros;
  const auto second = ReadDigits(text, at, 2);
  if (!second || *second > 59) return std::nullopt;
  micros += *second * kMicrosPerSecond;
  if (!Skip(text, at, '.')) return micros;
  int64_t unit = kMicrosPerSecond / 10;
  const size_t fraction_start = *at;
  while (*at < text.size() && text[*at] >= '0' && text[*at] <= '9') {
    micros += (text[*at] - '0') * unit;
    unit /= 10;
    ++*at;
  }
  if (*at == fraction_start) return std::nullopt;
  return micros;
}

char* WriteTwo(uint32_t value, char* out) {
  const uint32_t tens = value / 10;
  out[0] = static_cast<char>('0' + tens);
  out[1] = static_cast<char>('0' + value - 10 * tens);
  return out + 2;
}

}  // namespace

int64_t DaysFromCivil(int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = FloorDivide(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate CivilFromDays(int64_t days) {
  constexpr int64_t kShift = 719'468;  // from 0000-03-01, where each 400 years begin
  constexpr uint32_t kEraDays = 146'097;
  constexpr int64_t kErasBefore = 1'000;
  constexpr int64_t kMost = int64_t{1} << 28;  // days that 32 bits suffice for
  const int64_t shifted = days + kShift + kErasBefore * kEraDays;
  if (shifted < 0 || shifted >= kMost) {
    const int64_t era = FloorDivide(days, kEraDays);
    CivilDate date = CivilFromDays(days - era * kEraDays);
    date.year += 400 * era;
    return date;
  }
  const uint32_t of_centuries = 4 * static_cast<uint32_t>(shifted) + 3;
  const uint32_t century = of_centuries / kEraDays;
  const uint32_t of_years = (of_centuries % kEraDays) | 3;
  constexpr uint32_t kYearFactor = 2'939'745;  // 2^32 / 1461, rounded up
  const uint64_t years = uint64_t{kYearFactor} * of_years;
  const uint32_t day_of_year = static_cast<uint32_t>(years) / kYearFactor / 4;
  const uint32_t of_months = 2'141 * day_of_year + 197'913;
  const auto month = static_cast<int>(of_months >> 16);  // March is 3, February 14
  const auto day = static_cast<int>((of_months & 0xFFFF) / 2'141) + 1;
  const bool next = month > 12;
  const auto year = static_cast<int64_t>(100 * century + (years >> 32)) - 400 * kErasBefore;
  return {year + (next ? 1 : 0), next ? month - 12 : month, day};
}

int DaysInMonth(int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

int64_t AddMonths(int64_t days, int64_t months) {
  const CivilDate date = CivilFromDays(days);
  const int64_t total = date.year * 12 + (date.month - 1) + months;
  const int64_t year = FloorDivide(total, 12);
  const int month = static_cast<int>(total - year * 12) + 1;
  const int last = DaysInMonth(year, month);
  return DaysFromCivil(year, month, date.day < last ? date.day : last);
}

std::optional<int64_t> ParseDate(std::string_view text) {
  size_t at = 0;
  const auto days = ReadDate(text, &at);
  if (!days || at != text.size()) return std::nullopt;
  return days;
}

std::optional<int64_t> ParseTime(std::string_view text) {
  size_t at = 0;
  const auto micros = ReadTime(text, &at);
  if (!micros || at != text.size()) return std::nullopt;
  return micros;
}

std::optional<int64_t> ParseDatetime(std::string_view text) {
  size_t at = 0;
  const auto days = ReadDate(text, &at);
  if (!days) return std::nullopt;
  if (at == text.size()) return *days * kMicrosPerDay;
  if (!Skip(text, &at, 'T') && !Skip(text, &at, ' ')) return std::nullopt;
  const auto time = ReadTime(text, &at);
  if (!time) return std::nullopt;
  int64_t micros = *days * kMicrosPerDay + *time;
  if (at == text.size()) return micros;
  if (Skip(text, &at, 'Z')) return at == text.size() ? std::optional(micros) : std::nullopt;
  const bool ahead = text[at] == '+';
  if (!ahead && text[at] != '-') return std::nullopt;
  ++at;
  const auto hours = ReadDigits(text, &at, 2);
  if (!hours || *hours > 23) return std::nullopt;
  Skip(text, &at, ':');
  int minutes = 0;
  if (at < text.size()) {
    const auto read = ReadDigits(text, &at, 2);
    if (!read || *read > 59) return std::nullopt;
    minutes = *read;
  }
  if (at != text.size()) return std::nullopt;
  const int64_t offset = *hours * kMicrosPerHour + minutes * kMicrosPerMinute;
  return ahead ? micros - offset : micros + offset;
}

std::optional<int64_t> ParseDatetimeEnd(std::string_view text) {
  const auto day = ParseDate(text);
  return day ? (*day + 1) * kMicrosPerDay - 1 : ParseDatetime(text);
}

char* WriteDate(int64_t days, char* out) {
  const CivilDate date = CivilFromDays(days);
  const auto year = static_cast<uint32_t>(date.year % 10'000);
  // YYYYMMDD, then the hyphens in between.
  char digits[2 * kDigitsSpare];
  WritePadded(year * 10'000 + static_cast<uint32_t>(date.month * 100 + date.day), 8, digits);
  std::memcpy(out, digits, 4);
  out[4] = '-';
  std::memcpy(out + 5, digits + 4, 2);
  out[7] = '-';
  std::memcpy(out + 8, digits + 6, 2);
  return out + 10;
}

char* WriteTime(int64_t micros, char* out) {
  const auto seconds = static_cast<uint32_t>(micros / kMicrosPerSecond);
  const uint32_t minutes = seconds / 60;
  const uint32_t hours = minutes / 60;
  out = WriteTwo(hours, out);
  *out++ = ':';
  out = WriteTwo(minutes - 60 * hours, out);
  *out++ = ':';
  out = WriteTwo(seconds - 60 * minutes, out);
  const auto fraction = static_cast<uint32_t>(micros % kMicrosPerSecond);
  if (fraction != 0) {
    *out++ = '.';
    constexpr int kMicroDigits = 6;
    out = WritePadded(fraction, kMicroDigits, out);
  }
  return out;
}

char* WriteDatetime(int64_t micros, char* out) {
  const int64_t days = FloorDivide(micros, kMicrosPerDay);
  out = WriteDate(days, out);
  *out++ = 'T';
  out = WriteTime(micros - days * kMicrosPerDay, out);
  *out++ = 'Z';
  return out;
}

std::string FormatDate(int64_t days) {
  char text[32];
  return {text, WriteDate(days, text)};
}

std::string FormatTime(int64_t micros) {
  char text[32];
  return {text, WriteTime(micros, text)};
}

std::string FormatDatetime(int64_t micros) {
  char text[32];
  return {text, WriteDatetime(micros, text)};
}

}  // namespace datagen::base
