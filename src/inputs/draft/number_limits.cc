#include "inputs/draft/number_limits.h"

#include <algorithm>
#include <cmath>

#include "inputs/draft/column_name.h"
#include "inputs/draft/generators.h"
#include "knowledge/meaning/meaning.h"

namespace datagen::draft {

using schema::TypeFamily;

namespace {

// What the type alone can hold.
NumberLimits LimitsOfType(const schema::DataType& type) {
  NumberLimits limits;
  constexpr double kWhole = 9007199254740992;  // 2^53: doubles are exact below
  if (type.family == TypeFamily::kInteger) {
    const int bits = type.bits == 0 ? 32 : type.bits;
    limits.high = std::min(std::ldexp(1.0, type.is_unsigned ? bits : bits - 1) - 1, kWhole);
    limits.low = type.is_unsigned ? 0 : -limits.high - 1;
  } else if (type.family == TypeFamily::kDecimal && type.precision) {
    const int scale = type.scale.value_or(0);
    limits.scale = std::max(0, scale);
    limits.high =
        std::min(std::pow(10.0, *type.precision - scale) - std::pow(10.0, -scale), kWhole);
    limits.low = -limits.high;
  } else if (type.family == TypeFamily::kYear) {
    limits.low = 1901;
    limits.high = 2155;
  } else if (type.family == TypeFamily::kFloat && type.precision && type.scale) {
    limits.scale = *type.scale;
    limits.high = std::pow(10.0, *type.precision - *type.scale) - 1;
    limits.low = -limits.high;
  } else {
    limits.low = -kWhole;
    limits.high = kWhole;
    limits.scale = type.family == TypeFamily::kFloat ? -1 : 2;
  }
  return limits;
}

}  // namespace

NumberLimits LimitsOf(const schema::DataType& type, const ColumnFacts& facts) {
  NumberLimits limits = LimitsOfType(type);
  const double step = limits.scale >= 0 ? std::pow(10.0, -limits.scale) : 1e-6;
  if (facts.low) {
    limits.low = std::max(limits.low, facts.low_excluded ? *facts.low + step : *facts.low);
    limits.given_low = true;
  }
  if (facts.high) {
    limits.high = std::min(limits.high, facts.high_excluded ? *facts.high - step : *facts.high);
    limits.given_high = true;
  }
  if (limits.scale == 0) {
    limits.low = std::ceil(limits.low);
    limits.high = std::floor(limits.high);
  }
  limits.high = std::max(limits.low, limits.high);
  return limits;
}

NumberRange PlausibleRange(const schema::Table& table, const schema::Column& column,
                           const ColumnFacts& facts) {
  constexpr double kAnyHigh = 1000;
  const NumberLimits limits = LimitsOf(column.type, facts);
  meaning::ColumnName name = NameIn(table, column, meaning::Kind::kNumber);
  name.low = limits.low;
  name.high = limits.high;
  const auto meaning = meaning::MeaningOf(name);
  NumberRange range{.high = kAnyHigh, .reason = "any number that fits"};
  if (meaning) range = {meaning->low, meaning->high, meaning->typical, true, meaning->reason};
  const bool natural = meaning && meaning->what->natural;
  if (limits.given_low && !natural) range.low = limits.low;
  if (limits.given_high && !natural) range.high = limits.high;
  range.low = std::clamp(range.low, limits.low, limits.high);
  range.high = std::clamp(range.high, limits.low, limits.high);
  if (range.high < range.low) range.high = std::min(limits.high, range.low + kAnyHigh);
  return range;
}

Generator NumberGenerator(const NumberRange& range, int scale) {
  constexpr double kRoom = 3;
  const bool skewed =
      range.typical > range.low && range.typical * kRoom < range.high && range.low >= 0;
  // What is typical elsewhere has no room here: few large ones within the limits all the same.
  const bool narrow = range.typical > 0 && range.low >= 0 && range.high > range.low * kRoom;
  if (!skewed && narrow) {
    constexpr double kShare = 0.25;  // of the limits lies below what is typical
    const double typical = range.low + (range.high - range.low) * kShare;
    base::Json limits = base::Json::Array();
    limits.Push(NumberOf(range.low, scale));
    limits.Push(NumberOf(range.high, scale));
    return Call("distribution", {{"type", base::Json::String("lognormal")},
                                 {"params", Object({{"mean", NumberOf(std::log(typical), 2)},
                                                    {"sigma", base::Json::RawNumber("0.7")}})},
                                 {"truncate", std::move(limits)}});
  }
  if (!skewed) return Uniform(range.low, range.high, scale);
  base::Json clamp = base::Json::Array();
  clamp.Push(NumberOf(range.low, scale));
  clamp.Push(NumberOf(range.high, scale));
  return Call("distribution", {{"type", base::Json::String("lognormal")},
                               {"params", Object({{"mean", NumberOf(std::log(range.typical), 2)},
                                                  {"sigma", base::Json::RawNumber("0.7")}})},
                               {"clamp", std::move(clamp)}});
}

}  // namespace datagen::draft
