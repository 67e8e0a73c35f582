// The texts of days, each made when it is first asked for: a column of dates has some thousand
// different ones, which are copied in a ninth of the time that the calendar takes.
//
// Thread-safety: one thread per DateTexts.
#pragma once

#include <array>
#include <cstring>
#include <vector>

#include "foundation/base/calendar.h"
#include "foundation/base/digits.h"

namespace datagen::sinks {

class DateTexts {
 public:
  // Writes "2024-01-31" and up to kSpareBytes more; returns its end.
  static constexpr size_t kSpareBytes = 16;
  char* Write(int64_t days, char* out) {
    const auto index = static_cast<uint64_t>(days - kFirstDay);
    if (index >= kDays) return base::WriteDate(days, out);
    if (texts_.empty()) texts_.resize(kDays);
    Text& text = texts_[index];
    if (text[0] == 0) base::WriteDate(days, text.data());
    std::memcpy(out, text.data(), kSpareBytes);
    return out + kLength;
  }

 private:
  static constexpr size_t kLength = 10;
  // 1900 to 2099: 1.8 MB, of which little is touched.
  static constexpr int64_t kFirstDay = -25'567;
  static constexpr uint64_t kDays = 73'049;
  using Text = std::array<char, kSpareBytes + base::kDigitsSpare>;

  std::vector<Text> texts_;
};

}  // namespace datagen::sinks
