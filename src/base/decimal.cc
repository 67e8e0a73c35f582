#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>

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
  char digits[48];
  int count = 0;
  const bool negative = unscaled < 0;
  Uint128 rest = negative ? -static_cast<Uint128>(unscaled) : static_cast<Uint128>(unscaled);
  while (rest > UINT64_MAX) {
    digits[count++] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  auto low = static_cast<uint64_t>(rest);
  while (low != 0 || count <= scale) {
    digits[count++] = static_cast<char>('0' + low % 10);
    low /= 10;
  }
  if (negative) *out++ = '-';
  while (count > 0) {
    if (count == scale) *out++ = '.';
    *out++ = digits[--count];
  }
  return out;
}

std::string FormatDecimal(Int128 unscaled, int scale) {
  char text[64];
  return {text, WriteDecimal(unscaled, scale, text)};
}

}  // namespace datagen::base
