#include "functions/kernel/frequency.h"

#include <charconv>

#include "foundation/base/calendar.h"

namespace datagen::kernel {

std::optional<Frequency> Frequency::Parse(std::string_view text) {
  int64_t multiple = 1;
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits > 0) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, multiple);
    constexpr int64_t kMultipleMax = 1'000'000'000;
    if (error != std::errc() || multiple < 1 || multiple > kMultipleMax) return std::nullopt;
  }
  struct Letter {
    std::string_view name;
    int64_t micros;
    int64_t months;
  };
  constexpr Letter kLetters[] = {
      {"S", base::kMicrosPerSecond, 0},
      {"s", base::kMicrosPerSecond, 0},
      {"min", base::kMicrosPerMinute, 0},
      {"T", base::kMicrosPerMinute, 0},
      {"H", base::kMicrosPerHour, 0},
      {"h", base::kMicrosPerHour, 0},
      {"D", base::kMicrosPerDay, 0},
      {"W", 7 * base::kMicrosPerDay, 0},
      {"M", 0, 1},
      {"Q", 0, 3},
      {"Y", 0, 12},
  };
  for (const Letter& letter : kLetters) {
    if (text.substr(digits) == letter.name) {
      Frequency frequency{0, letter.months * multiple};
      if (__builtin_mul_overflow(letter.micros, multiple, &frequency.micros)) return std::nullopt;
      constexpr int64_t kMonthsMax = 120'000;
      if (frequency.months > kMonthsMax) return std::nullopt;
      return frequency;
    }
  }
  return std::nullopt;
}

int64_t Frequency::Tick(int64_t start, int64_t index) const {
  if (months == 0) return start + micros * index;
  const int64_t day = base::FloorDivide(start, base::kMicrosPerDay);
  return base::AddMonths(day, months * index) * base::kMicrosPerDay +
         (start - day * base::kMicrosPerDay);
}

int64_t Frequency::Count(int64_t start, int64_t end) const {
  if (months == 0) return (end - start) / micros + 1;
  int64_t low = 0;  // the last tick known to be inside
  int64_t high = 1;
  while (Tick(start, high) <= end) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const int64_t middle = low + (high - low) / 2;
    (Tick(start, middle) <= end ? low : high) = middle;
  }
  return low + 1;
}

}  // namespace datagen::kernel
