#include "foundation/base/calendar.h"

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

char* WriteTwo(int64_t value, char* out) {
  out[0] = static_cast<char>('0' + value / 10);
  out[1] = static_cast<char>('0' + value % 10);
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
  days += 719468;
  const int64_t era = FloorDivide(days, 146097);
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
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

char* WriteDate(int64_t days, char* out) {
  const CivilDate date = CivilFromDays(days);
  out = WriteTwo(date.year / 100 % 100, out);
  out = WriteTwo(date.year % 100, out);
  *out++ = '-';
  out = WriteTwo(date.month, out);
  *out++ = '-';
  return WriteTwo(date.day, out);
}

char* WriteTime(int64_t micros, char* out) {
  out = WriteTwo(micros / kMicrosPerHour, out);
  *out++ = ':';
  out = WriteTwo(micros / kMicrosPerMinute % 60, out);
  *out++ = ':';
  out = WriteTwo(micros / kMicrosPerSecond % 60, out);
  const int64_t fraction = micros % kMicrosPerSecond;
  if (fraction != 0) {
    *out++ = '.';
    out = WriteTwo(fraction / 10000, out);
    out = WriteTwo(fraction / 100 % 100, out);
    out = WriteTwo(fraction % 100, out);
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
