#include "foundation/base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "foundation/base/digits.h"

namespace datagen::base {
namespace {

constexpr std::array<Int128, kDecimalDigitsMax + 1> MakePowers() {
  std::array<Int128, kDecimalDigitsMax + 1> powers{};
  powers[0] = 1;
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}

constexpr std::array<Int128, kDecimalDigitsMax + 1> kPowers = MakePowers();

}  // namespace

Int128 PowerOfTen(int exponent) { return kPowers[static_cast<size_t>(exponent)]; }

Int128 DivideHalfEven(Int128 value, Int128 divisor) {
  Int128 quotient = value / divisor;
  Int128 remainder = value % divisor;
  const bool negative = value < 0;
  if (negative) remainder = -remainder;
  const Int128 other_half = divisor - remainder;
  const bool away = remainder > other_half || (remainder == other_half && (quotient & 1) != 0);
  if (away) quotient += negative ? -1 : 1;
  return quotient;
}

std::optional<Int128> Rescale(Int128 unscaled, int from_scale, int to_scale) {
  if (to_scale == from_scale) return unscaled;
  if (to_scale < from_scale) {
    const int cut = from_scale - to_scale;
    if (cut > kDecimalDigitsMax) return Int128{0};
    return DivideHalfEven(unscaled, PowerOfTen(cut));
  }
  const int added = to_scale - from_scale;
  if (added > kDecimalDigitsMax) {
    return unscaled == 0 ? std::optional<Int128>(0) : std::nullopt;
  }
  Int128 scaled = 0;
  if (__builtin_mul_overflow(unscaled, PowerOfTen(added), &scaled)) return std::nullopt;
  const Int128 limit = PowerOfTen(kDecimalDigitsMax);
  if (scaled >= limit || scaled <= -limit) return std::nullopt;
  return scaled;
}

std::optional<Decimal> ParseDecimal(std::string_view text) {
  size_t at = 0;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  Int128 unscaled = 0;
  int digits = 0;
  int scale = 0;
  bool after_point = false;
  bool any = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    any = true;
    if (unscaled != 0 || c != '0') ++digits;
    if (digits > kDecimalDigitsMax) return std::nullopt;
    unscaled = unscaled * 10 + (c - '0');
    if (after_point) ++scale;
  }
  if (!any) return std::nullopt;
  int exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && text[at] == '+') ++at;
    const auto [end, error] =
        std::from_chars(text.data() + at, text.data() + text.size(), exponent);
    if (error != std::errc()) return std::nullopt;
    at = static_cast<size_t>(end - text.data());
    if (exponent > 1000 || exponent < -1000) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  if (negative) unscaled = -unscaled;
  scale -= exponent;
  if (scale < 0) {
    const auto scaled = Rescale(unscaled, 0, -scale);
    if (!scaled) return std::nullopt;
    return Decimal{*scaled, 0};
  }
  while (scale > 0 && unscaled % 10 == 0) {  // also brings 0.000…0 within the digits
    unscaled /= 10;
    --scale;
  }
  if (scale > kDecimalDigitsMax) return std::nullopt;
  return Decimal{unscaled, scale};
}

char* WriteDecimal(Int128 unscaled, int scale, char* out) {
  if (unscaled < 0) *out++ = '-';
  const Uint128 size =
      unscaled < 0 ? -static_cast<Uint128>(unscaled) : static_cast<Uint128>(unscaled);
  constexpr int kShortScale = 8;
  if (size <= UINT64_MAX && scale <= kShortScale) {
    return WriteScaled(static_cast<uint64_t>(size), scale, out);
  }
  constexpr int kMost = 48;
  char digits[kMost];
  char* end = digits;
  if (size > UINT64_MAX) {
    constexpr uint64_t kSixteen = 10'000'000'000'000'000U;  // 10^16
    constexpr uint32_t kEight = 100'000'000;                // 10^8
    // At most 39 digits: 7 or less, and twice 16.
    const Uint128 high = size / kSixteen;
    const auto write = [&end](uint64_t sixteen) {
      end = WritePadded(static_cast<uint32_t>(sixteen / kEight), 8, end);
      end = WritePadded(static_cast<uint32_t>(sixteen % kEight), 8, end);
    };
    if (high > UINT64_MAX) {
      end = WriteDigits(static_cast<uint64_t>(high / kSixteen), end);
      write(static_cast<uint64_t>(high % kSixteen));
    } else {
      end = WriteDigits(static_cast<uint64_t>(high), end);
    }
    write(static_cast<uint64_t>(size % kSixteen));
  } else {
    end = WriteDigits(static_cast<uint64_t>(size), end);
  }
  const auto count = static_cast<int>(end - digits);
  if (scale == 0) return std::copy(digits, end, out);
  // 0.05 has fewer digits than its scale.
  const int whole = std::max(count - scale, 0);
  if (whole == 0) *out++ = '0';
  out = std::copy(digits, digits + whole, out);
  *out++ = '.';
  for (int zeros = scale - count; zeros > 0; --zeros) *out++ = '0';
  return std::copy(digits + whole, end, out);
}

std::string FormatDecimal(Int128 unscaled, int scale) {
  char text[64];
  return {text, WriteDecimal(unscaled, scale, text)};
}

}  // namespace datagen::base
