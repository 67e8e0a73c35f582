#include "functions/expression/text_cast.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using base::Int128;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

// The number at the type's scale, rounded half to even; nullopt where it is none or does not fit.
std::optional<Int128> ReadExact(std::string_view text, const ValueType& type) {
  const auto number = base::ParseDecimal(text);
  if (!number) return std::nullopt;
  const auto scaled = base::Rescale(number->unscaled, number->scale, Scale(type));
  if (!scaled) return std::nullopt;
  if (type.kind == TypeKind::kInt) {
    const bool fits = *scaled >= type.int_min() && *scaled <= type.int_max();
    return fits ? scaled : std::nullopt;
  }
  const Int128 limit = base::PowerOfTen(type.precision) - 1;
  return *scaled >= -limit && *scaled <= limit ? scaled : std::nullopt;
}

// The nearest double, 0 of what is too small for one; nullopt of what is too large, or no number.
std::optional<double> ReadDouble(std::string_view text) {
  const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  if (plus) text.remove_prefix(1);
  const char* end = text.data() + text.size();
  double number = 0;
  auto read = std::from_chars(text.data(), end, number);
  if (read.ec == std::errc::result_out_of_range) {
    // On which side, the wider type says.
    long double wide = 0;
    read = std::from_chars(text.data(), end, wide);
    number = static_cast<double>(wide);
  }
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

bool Read(std::string_view text, const ValueType& type, size_t i, Vector* result) {
  if (type.kind == TypeKind::kBool) {
    result->bools[i] = text == "true" ? 1 : 0;
    return text == "true" || text == "false";
  }
  if (type.kind == TypeKind::kFloat) {
    const auto number = ReadDouble(text);
    result->floats[i] = number.value_or(0);
    return number && (type.bits == 64 || std::fabs(*number) <= std::numeric_limits<float>::max());
  }
  if (type.is_temporal()) {
    const auto point = ReadPoint(text, type);
    result->ints[i] = point.value_or(0);
    return point.has_value();
  }
  const auto value = ReadExact(text, type);
  if (!value) return false;
  if (result->physical == Physical::kInt128) {
    result->wide[i] = *value;
  } else {
    result->ints[i] = static_cast<int64_t>(*value);
  }
  return true;
}

}  // namespace

std::optional<int64_t> ReadPoint(std::string_view text, const ValueType& type) {
  if (type.kind == TypeKind::kDate) return base::ParseDate(text);
  if (type.kind == TypeKind::kTime) return base::ParseTime(text);
  const auto point = base::ParseDatetime(text);
  // An offset can lead out of the calendar.
  const Interval limits = LimitsOfType(type);
  if (!point || static_cast<double>(*point) < limits.low ||
      static_cast<double>(*point) > limits.high) {
    return std::nullopt;
  }
  return point;
}

ExpressionPtr MakeTextCast(ExpressionPtr text, const ValueType& to) {
  if (!to.is_numeric() && !to.is_temporal() && to.kind != TypeKind::kBool) return nullptr;
  return MakeRowFunction({std::move(text)}, to, true,
                         [to](const Operands& operands, int64_t i, Vector* result) {
                           return Read(operands[0]->String(i), to, static_cast<size_t>(i), result);
                         });
}

}  // namespace datagen::expression
