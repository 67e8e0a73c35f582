// The distance between ticks, in pandas' offset letters: "H", "15min", "M".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "foundation/base/calendar.h"

namespace datagen::kernel {

struct Frequency {
  int64_t micros = 0;  // of S, min, H, D, W
  int64_t months = 0;  // of M, Q, Y; then micros is 0

  // "S min T H D W M Q Y" with an optional whole multiple in front.
  static std::optional<Frequency> Parse(std::string_view text);
  static constexpr const char* kSpellings =
      "S, min, H, D, W, M, Q or Y with an optional multiple, like 15min";

  // The index-th tick after `start`. Months keep the day, cut to the month's length.
  [[nodiscard]] int64_t Tick(int64_t start, int64_t index) const;
  // How many ticks there are from `start` to `end`, both included. Requires: start <= end.
  [[nodiscard]] int64_t Count(int64_t start, int64_t end) const;
  // Whether ticks differ by whole days: then their dates differ as they do.
  [[nodiscard]] bool days_apart() const { return months > 0 || micros % base::kMicrosPerDay == 0; }
};

}  // namespace datagen::kernel
