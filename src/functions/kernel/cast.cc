#include "functions/kernel/cast.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal_double.h"
#include "foundation/base/digits.h"
#include "foundation/base/json.h"
#include "foundation/base/rounding.h"
#include "foundation/base/status.h"
#include "foundation/base/utf8.h"
#include "functions/kernel/uuid_text.h"

namespace datagen::kernel {
namespace {

using base::Int128;

// A new vector of the target's representation with the source's nulls.
std::shared_ptr<Vector> Like(const Vector& values, Physical physical) {
  auto result = Vector::Make(physical, values.length);
  result->valid.Append(values.valid.data(), values.valid.size());
  return result;
}

// Reads an integer-valued source (ints or wide) as Int128.
Int128 WideAt(const Vector& values, size_t i) {
  return values.physical == Physical::kInt128 ? values.wide[i] : values.ints[i];
}

Int128 Saturate(Int128 value, Int128 limit, int64_t* saturated) {
  if (value > limit) {
    ++*saturated;
    return limit;
  }
  if (value < -limit) {
    ++*saturated;
    return -limit;
  }
  return value;
}

VectorPtr ToInt(const Vector& values, const ValueType& from, const ValueType& to,
                int64_t* saturated) {
  auto result = Like(values, Physical::kInt64);
  const int64_t low = to.int_min();
  const int64_t high = to.int_max();
  const auto size = static_cast<size_t>(values.length);
  for (size_t i = 0; i < size; ++i) {
    if (from.kind == TypeKind::kFloat) {
      result->ints[i] = base::RoundToInt(values.floats[i], low, high, saturated);
    } else if (from.kind == TypeKind::kBool) {
      result->ints[i] = values.bools[i];
    } else {
      Int128 value = WideAt(values, i);
      if (from.kind == TypeKind::kDecimal) {
        value = base::DivideHalfEven(value, base::PowerOfTen(from.scale));
      }
      if (value < low || value > high) {
        ++*saturated;
        value = value < low ? low : high;
      }
      result->ints[i] = static_cast<int64_t>(value);
    }
  }
  return result;
}

VectorPtr ToFloat(const Vector& values, const ValueType& from) {
  auto result = Like(values, Physical::kFloat64);
  const auto size = static_cast<size_t>(values.length);
  if (from.kind == TypeKind::kBool) {
    for (size_t i = 0; i < size; ++i) result->floats[i] = values.bools[i];
    return result;
  }
  if (from.kind == TypeKind::kDecimal && from.precision > base::kDigitsOfDouble) {
    for (size_t i = 0; i < size; ++i) {
      result->floats[i] = base::DoubleOf(WideAt(values, i), from.scale);
    }
    return result;
  }
  // Few units and a power of ten are exact doubles, so one division rounds once.
  const double divisor =
      from.kind == TypeKind::kDecimal ? static_cast<double>(base::PowerOfTen(from.scale)) : 1.0;
  for (size_t i = 0; i < size; ++i) {
    result->floats[i] = static_cast<double>(values.ints[i]) / divisor;
  }
  return result;
}

// Numbers that the type can hold: those beyond its greatest, infinity too, become that.
VectorPtr KeepFinite(VectorPtr values, int bits, int64_t* saturated) {
  const double most =
      bits == 32 ? std::numeric_limits<float>::max() : std::numeric_limits<double>::max();
  int64_t beyond = 0;
  for (const double value : values->floats) beyond += std::abs(value) > most ? 1 : 0;
  if (beyond == 0) return values;
  auto result = Like(*values, Physical::kFloat64);
  for (size_t i = 0; i < values->floats.size(); ++i) {
    result->floats[i] = std::clamp(values->floats[i], -most, most);
  }
  *saturated += beyond;
  return result;
}

// value / 10^digits, half to even, with the divisor known to the compiler: no division instruction.
template <int64_t divisor>
int64_t DivideHalfEven(int64_t value) {
  const int64_t quotient = value / divisor;
  const int64_t remainder = value - quotient * divisor;
  const int64_t distance = remainder < 0 ? -remainder : remainder;
  // The divisor is even, so one more for an odd quotient decides a tie and nothing else.
  const bool away = 2 * distance + (quotient & 1) > divisor;
  const int64_t sign = (value >> 63) | 1;
  return quotient + (away ? sign : 0);
}

// change(value) for 64-bit values, kept within the limit.
template <typename Change>
void ChangeWithin(int64_t limit, const base::Buffer<int64_t>& from, base::Buffer<int64_t>* to,
                  int64_t* saturated, Change change) {
  int64_t beyond = 0;
  for (size_t i = 0; i < from.size(); ++i) {
    const int64_t value = change(from[i]);
    const int64_t kept = value > limit ? limit : value < -limit ? -limit : value;
    beyond += kept != value ? 1 : 0;
    (*to)[i] = kept;
  }
  *saturated += beyond;
}

// The common changes of scale in 64 bits. False: not one of them.
bool ToNarrowDecimal(const Vector& values, int from_scale, const ValueType& to, Vector* result,
                     int64_t* saturated) {
  const auto limit = static_cast<int64_t>(base::PowerOfTen(to.precision) - 1);
  const auto change = [&](auto function) {
    ChangeWithin(limit, values.ints, &result->ints, saturated, function);
    return true;
  };
  constexpr int kFactorDigits = 18;
  if (to.scale >= from_scale) {
    if (to.scale - from_scale > kFactorDigits) return false;
    // Both are powers of ten, so a value within their quotient stays within the limit.
    const auto factor = static_cast<uint64_t>(base::PowerOfTen(to.scale - from_scale));
    const auto most = static_cast<int64_t>(static_cast<uint64_t>(limit) / factor);
    int64_t beyond = 0;
    for (size_t i = 0; i < values.ints.size(); ++i) {
      const int64_t value = values.ints[i];
      const auto scaled = static_cast<int64_t>(static_cast<uint64_t>(value) * factor);
      result->ints[i] = value > most ? limit : value < -most ? -limit : scaled;
      beyond += static_cast<int64_t>(value > most) + static_cast<int64_t>(value < -most);
    }
    *saturated += beyond;
    return true;
  }
  switch (from_scale - to.scale) {
    case 1:
      return change(DivideHalfEven<10>);
    case 2:
      return change(DivideHalfEven<100>);
    case 3:
      return change(DivideHalfEven<1'000>);
    case 4:
      return change(DivideHalfEven<10'000>);
    case 6:
      return change(DivideHalfEven<1'000'000>);
    default:
      return false;
  }
}

VectorPtr ToDecimal(const Vector& values, const ValueType& from, const ValueType& to,
                    int64_t* saturated) {
  auto result = Like(values, to.physical());
  const Int128 limit = base::PowerOfTen(to.precision) - 1;
  const bool narrow = result->physical == Physical::kInt64;
  const bool whole = from.kind == TypeKind::kInt || from.kind == TypeKind::kDecimal;
  if (narrow && whole && values.physical == Physical::kInt64 &&
      ToNarrowDecimal(values, from.kind == TypeKind::kDecimal ? from.scale : 0, to, result.get(),
                      saturated)) {
    return result;
  }
  if (narrow && from.kind == TypeKind::kFloat && to.precision <= base::kDigitsOfDouble) {
    const auto factor = static_cast<double>(base::PowerOfTen(to.scale));
    const auto narrow_limit = static_cast<int64_t>(limit);
    for (size_t i = 0; i < values.floats.size(); ++i) {
      const double scaled = values.floats[i] * factor;
      result->ints[i] = base::RoundToInt(scaled, -narrow_limit, narrow_limit, saturated);
    }
    return result;
  }
  const auto size = static_cast<size_t>(values.length);
  for (size_t i = 0; i < size; ++i) {
    Int128 value = 0;
    if (from.kind == TypeKind::kFloat) {
      const auto units = base::UnitsOf(values.floats[i], to.scale);
      if (!units) {
        ++*saturated;
        value = values.floats[i] > 0 ? limit : values.floats[i] < 0 ? -limit : 0;
      } else {
        value = Saturate(*units, limit, saturated);
      }
    } else {
      const int from_scale = from.kind == TypeKind::kDecimal ? from.scale : 0;
      const Int128 given = from.kind == TypeKind::kBool ? values.bools[i] : WideAt(values, i);
      const auto scaled = base::Rescale(given, from_scale, to.scale);
      if (scaled) {
        value = Saturate(*scaled, limit, saturated);
      } else {
        ++*saturated;
        value = given < 0 ? -limit : limit;
      }
    }
    if (narrow) {
      result->ints[i] = static_cast<int64_t>(value);
    } else {
      result->wide[i] = value;
    }
  }
  return result;
}

VectorPtr ToText(const Vector& values, const ValueType& from) {
  auto result = Like(values, Physical::kString);
  constexpr int64_t kTypicalBytes = 16;
  result->strings.Reserve(values.length, values.length * kTypicalBytes);
  for (int64_t i = 0; i < values.length; ++i) {
    if (values.IsValid(i)) AppendText(values, i, from, &result->strings.chars());
    result->strings.EndString();
  }
  return result;
}

// Applies `function(text) -> text` to every string, once per dictionary entry where there is one.
template <typename Function>
VectorPtr MapStrings(const Vector& values, Function function) {
  auto result = Like(values, Physical::kString);
  if (values.dictionary != nullptr) {
    auto mapped = std::make_shared<StringTable>();
    for (int64_t i = 0; i < values.dictionary->size(); ++i) {
      mapped->Append(function((*values.dictionary)[i]));
    }
    result->dictionary = std::move(mapped);
    result->codes.Append(values.codes.data(), values.codes.size());
    return result;
  }
  for (int64_t i = 0; i < values.length; ++i) {
    result->strings.Append(values.IsValid(i) ? std::string_view(function(values.strings[i]))
                                             : std::string_view());
  }
  return result;
}

bool AnyLonger(const Vector& values, int64_t characters) {
  const StringTable& table = values.dictionary != nullptr ? *values.dictionary : values.strings;
  for (int64_t i = 0; i < table.size(); ++i) {
    if (static_cast<int64_t>(table[i].size()) > characters &&
        static_cast<int64_t>(base::CharacterCount(table[i])) > characters) {
      return true;
    }
  }
  return false;
}

VectorPtr CutStrings(VectorPtr values, int64_t characters) {
  if (!AnyLonger(*values, characters)) return values;
  return MapStrings(*values, [&](std::string_view text) {
    return text.substr(0, base::PrefixBytes(text, static_cast<size_t>(characters)));
  });
}

VectorPtr ToJson(const Vector& values, const ValueType& from) {
  const bool bare = from.is_numeric() || from.kind == TypeKind::kBool;
  if (values.physical == Physical::kString) {
    std::string quoted;
    return MapStrings(values, [&](std::string_view text) -> std::string_view {
      quoted = base::Json::String(std::string(text)).Print();
      return quoted;
    });
  }
  auto result = Like(values, Physical::kString);
  for (int64_t i = 0; i < values.length; ++i) {
    base::Buffer<char>& chars = result->strings.chars();
    if (values.IsValid(i)) {
      if (!bare) chars.PushBack('"');
      AppendText(values, i, from, &chars);
      if (!bare) chars.PushBack('"');
    }
    result->strings.EndString();
  }
  return result;
}

VectorPtr BetweenTemporals(const Vector& values, TypeKind from, TypeKind to) {
  auto result = Like(values, Physical::kInt64);
  for (size_t i = 0; i < static_cast<size_t>(values.length); ++i) {
    const int64_t value = values.ints[i];
    if (from == TypeKind::kDate) {
      result->ints[i] = value * base::kMicrosPerDay;
    } else {
      const int64_t day = base::FloorDivide(value, base::kMicrosPerDay);
      result->ints[i] = to == TypeKind::kDate ? day : value - day * base::kMicrosPerDay;
    }
  }
  return result;
}

}  // namespace

bool CanCast(const ValueType& from, const ValueType& to) {
  if (to.kind == TypeKind::kArray || from.kind == TypeKind::kArray) return from == to;
  if (to.kind == TypeKind::kJson || to.kind == TypeKind::kString) {
    return from.kind != TypeKind::kBinary || to.kind == TypeKind::kString;
  }
  if (to.kind == TypeKind::kBinary) return from.is_text();
  if (to.is_numeric()) return from.is_numeric() || from.kind == TypeKind::kBool;
  if (from.kind == TypeKind::kDate)
    return to.kind == TypeKind::kDate || to.kind == TypeKind::kDatetime;
  if (from.kind == TypeKind::kDatetime) return to.is_temporal();
  return from.kind == to.kind;
}

namespace {

// `saturated` is raised by nulls too: what lies below them has no meaning.
VectorPtr CastAll(VectorPtr values, const ValueType& from, const ValueType& to,
                  int64_t* saturated) {
  switch (to.kind) {
    case TypeKind::kInt: {
      const bool fits = from.kind == TypeKind::kInt && from.bits <= to.bits;
      return fits ? values : ToInt(*values, from, to, saturated);
    }
    case TypeKind::kFloat:
      if (from.kind != TypeKind::kFloat) values = ToFloat(*values, from);
      return KeepFinite(std::move(values), to.bits, saturated);
    case TypeKind::kDecimal: {
      const bool fits = from.kind == TypeKind::kDecimal && from.scale == to.scale &&
                        from.precision <= to.precision && from.physical() == to.physical();
      return fits ? values : ToDecimal(*values, from, to, saturated);
    }
    case TypeKind::kString: {
      if (values->physical != Physical::kString) values = ToText(*values, from);
      return to.length_max > 0 ? CutStrings(std::move(values), to.length_max) : values;
    }
    case TypeKind::kJson:
      return from.kind == TypeKind::kJson ? values : ToJson(*values, from);
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kDatetime:
      return from.kind == to.kind ? values : BetweenTemporals(*values, from.kind, to.kind);
    case TypeKind::kBinary:
    case TypeKind::kBool:
    case TypeKind::kUuid:
    case TypeKind::kArray:
      return values;
  }
  return values;
}

}  // namespace

VectorPtr Cast(VectorPtr values, const ValueType& from, const ValueType& to, int64_t* saturated) {
  const bool can_saturate =
      to.kind == TypeKind::kInt || to.kind == TypeKind::kDecimal || to.kind == TypeKind::kFloat;
  if (!can_saturate || !values->has_nulls()) {
    return CastAll(std::move(values), from, to, saturated);
  }
  int64_t beyond = 0;
  VectorPtr result = CastAll(values, from, to, &beyond);
  if (beyond > 0) {
    std::vector<int64_t> valid;
    for (int64_t i = 0; i < values->length; ++i) {
      if (values->IsValid(i)) valid.push_back(i);
    }
    beyond = 0;
    (void)CastAll(Take(*values, valid.data(), static_cast<int64_t>(valid.size())), from, to,
                  &beyond);
  }
  *saturated += beyond;
  return result;
}

char* WriteShortText(const Vector& values, int64_t position, const ValueType& type, char* out) {
  const auto i = static_cast<size_t>(position);
  char* const most = out + kShortTextBytes;
  switch (type.kind) {
    case TypeKind::kInt:
      return base::WriteInteger(values.ints[i], out);
    case TypeKind::kFloat:
      return type.bits == 32 ? std::to_chars(out, most, static_cast<float>(values.floats[i])).ptr
                             : std::to_chars(out, most, values.floats[i]).ptr;
    case TypeKind::kDecimal:
      return base::WriteDecimal(WideAt(values, i), type.scale, out);
    case TypeKind::kBool: {
      const std::string_view word = values.bools[i] != 0 ? "true" : "false";
      return std::copy(word.begin(), word.end(), out);
    }
    case TypeKind::kDate:
      return base::WriteDate(values.ints[i], out);
    case TypeKind::kTime:
      return base::WriteTime(values.ints[i], out);
    case TypeKind::kDatetime:
      return base::WriteDatetime(values.ints[i], out);
    case TypeKind::kUuid:
      return WriteUuid(values.wide[i], out);
    case TypeKind::kString:
    case TypeKind::kJson:
    case TypeKind::kBinary:
    case TypeKind::kArray:
      break;
  }
  DATAGEN_CHECK(false);  // texts of any length, and arrays, which no cast makes a text of
  return out;
}

void AppendText(const Vector& values, int64_t i, const ValueType& type, base::Buffer<char>* out) {
  if (values.physical == Physical::kString) {
    const std::string_view text = values.String(i);
    out->Append(text.data(), text.size());
    return;
  }
  const size_t size = out->size();
  out->Reserve(size + kShortTextBytes);
  const char* end = WriteShortText(values, i, type, out->data() + size);
  out->Resize(static_cast<size_t>(end - out->data()));
}

}  // namespace datagen::kernel
