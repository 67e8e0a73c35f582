#include "functions/kernel/clamp.h"

#include <algorithm>
#include <cmath>

namespace datagen::kernel {
namespace {

template <typename T>
bool AnyBeyond(const base::Buffer<T>& values, T low, T high) {
  bool beyond = false;
  for (const T value : values) beyond |= value < low || value > high;
  return beyond;
}

template <typename T>
void ClampAll(base::Buffer<T>* values, T low, T high, const Vector& nulls,
              const base::Buffer<uint8_t>& exempt) {
  for (size_t i = 0; i < values->size(); ++i) {
    const bool skipped =
        (!exempt.empty() && exempt[i] != 0) || !nulls.IsValid(static_cast<int64_t>(i));
    if (!skipped) (*values)[i] = std::clamp((*values)[i], low, high);
  }
}

// The limit in whole units, inside the given one.
base::Int128 WholeLimit(double limit, double unit, bool low) {
  constexpr double kMost = 1.6e38;
  const double scaled = std::clamp(limit * unit, -kMost, kMost);
  // A decimal limit like 0.1 times 10^s lands a hair beside the whole number that is meant.
  const double nearest = std::round(scaled);
  if (std::fabs(nearest - scaled) <= 1e-9 * std::max(1.0, std::fabs(scaled))) {
    return static_cast<base::Int128>(nearest);
  }
  return static_cast<base::Int128>(low ? std::ceil(scaled) : std::floor(scaled));
}

}  // namespace

VectorPtr Clamp(VectorPtr values, const ValueType& type, double low, double high,
                const base::Buffer<uint8_t>& exempt) {
  if (values->physical == Physical::kFloat64) {
    if (!AnyBeyond(values->floats, low, high)) return values;
    auto changed = Mutable(std::move(values));
    ClampAll(&changed->floats, low, high, *changed, exempt);
    return changed;
  }
  const double unit =
      type.kind == TypeKind::kDecimal ? static_cast<double>(base::PowerOfTen(type.scale)) : 1;
  const base::Int128 low_units = WholeLimit(low, unit, true);
  const base::Int128 high_units = WholeLimit(high, unit, false);
  if (values->physical == Physical::kInt128) {
    auto changed = Mutable(std::move(values));
    ClampAll(&changed->wide, low_units, std::max(low_units, high_units), *changed, exempt);
    return changed;
  }
  const auto low_int =
      static_cast<int64_t>(std::clamp<base::Int128>(low_units, INT64_MIN, INT64_MAX));
  const auto high_int = static_cast<int64_t>(
      std::clamp<base::Int128>(std::max(low_units, high_units), INT64_MIN, INT64_MAX));
  if (!AnyBeyond(values->ints, low_int, high_int)) return values;
  auto changed = Mutable(std::move(values));
  ClampAll(&changed->ints, low_int, high_int, *changed, exempt);
  return changed;
}

}  // namespace datagen::kernel
