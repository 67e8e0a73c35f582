// Dates and times as integers: days and microseconds since 1970-01-01T00:00:00Z, proleptic
// Gregorian.
//
// Pure integer arithmetic, so results are the same on every machine; no time zones (all is UTC).
// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013); C. Neri, L. Schneider,
// "Euclidean affine functions and their application to calendar algorithms" (2022).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace datagen::base {

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr int64_t kMicrosPerHour = 60 * kMicrosPerMinute;
constexpr int64_t kMicrosPerDay = 24 * kMicrosPerHour;

struct CivilDate {
  int64_t year;
  int month;  // 1..12
  int day;    // 1..31
};

// Rounds towards minus infinity, so that times before 1970 fall into the right day.
constexpr int64_t FloorDivide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

int64_t DaysFromCivil(int64_t year, int month, int day);
CivilDate CivilFromDays(int64_t days);
int DaysInMonth(int64_t year, int month);
// 0 = Monday … 6 = Sunday.
inline int DayOfWeek(int64_t days) {
  const int64_t shifted = (days + 3) % 7;
  return static_cast<int>(shifted < 0 ? shifted + 7 : shifted);
}
// The same day `months` later, the day cut to the month's length.
int64_t AddMonths(int64_t days, int64_t months);

// ISO 8601: "2024-01-31", "2024-01-31T10:00:00Z", with a fraction and an offset; a space may stand
// for the T; without an offset it is UTC. Years 0001 to 9999.
std::optional<int64_t> ParseDate(std::string_view text);
std::optional<int64_t> ParseDatetime(std::string_view text);  // a bare date is its midnight
// The same of an end that is included: a bare date is the last microsecond of its day.
std::optional<int64_t> ParseDatetimeEnd(std::string_view text);
std::optional<int64_t> ParseTime(std::string_view text);  // "10:00", "10:00:00.5": micros

// Longest outputs: 10, 15 and 27 characters. The fraction is written only when it is not zero.
std::string FormatDate(int64_t days);
std::string FormatTime(int64_t micros);
std::string FormatDatetime(int64_t micros);  // "2024-01-31T10:00:00Z"

// For writers: the same text into `out`; returns the end. Up to kDigitsSpare (digits.h) characters
// more may be written beyond it.
char* WriteDate(int64_t days, char* out);
char* WriteTime(int64_t micros, char* out);
char* WriteDatetime(int64_t micros, char* out);

}  // namespace datagen::base
