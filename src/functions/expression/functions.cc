#include "functions/expression/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/calendar.h"
#include "foundation/base/rounding.h"
#include "foundation/base/utf8.h"
#include "foundation/random/elementary.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/letter_case.h"

namespace datagen::expression {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

using Operands = std::vector<VectorPtr>;

const ValueType kText = ValueType::Of(TypeKind::kString);

size_t At(int64_t i) { return static_cast<size_t>(i); }

bool WantNumber(const ExpressionPtr& argument, std::string* error) {
  if (argument->type().is_numeric()) return true;
  *error = fmt::format("expected a number, given {}", argument->type().Name());
  return false;
}

bool WantDateOrDatetime(const ExpressionPtr& argument, std::string* error) {
  const TypeKind kind = argument->type().kind;
  if (kind == TypeKind::kDate || kind == TypeKind::kDatetime) return true;
  *error = fmt::format("expected a date or datetime, given {}", argument->type().Name());
  return false;
}

std::vector<ExpressionPtr> One(ExpressionPtr argument) {
  std::vector<ExpressionPtr> list;
  list.push_back(std::move(argument));
  return list;
}

template <double (*function)(double)>
ExpressionPtr FloatFunction(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (!WantNumber(arguments[0], error)) return nullptr;
  return MakeRowFunction(One(MakeConversion(std::move(arguments[0]), ValueType::Float())),
                         ValueType::Float(), true,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           const double value = function(operands[0]->floats[At(i)]);
                           result->floats[At(i)] = value;
                           return std::isfinite(value);
                         });
}

// A function of a finite number that rises and is finite itself keeps limits.
template <double (*function)(double)>
ExpressionPtr RisingFunction(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (!WantNumber(arguments[0], error)) return nullptr;
  const auto limits = arguments[0]->interval();
  if (!limits) return FloatFunction<function>(std::move(arguments), error);
  return MakeRowFunction(
      One(MakeConversion(std::move(arguments[0]), ValueType::Float())), ValueType::Float(), true,
      [](const Operands& operands, int64_t i, Vector* result) {
        result->floats[At(i)] = function(operands[0]->floats[At(i)]);
        return true;
      },
      Interval{function(limits->low), function(limits->high)});
}

double SquareRoot(double x) { return std::sqrt(x); }
double Floor(double x) { return std::floor(x); }
double Ceil(double x) { return std::ceil(x); }

// Floor and ceil leave whole numbers alone.
template <double (*function)(double)>
ExpressionPtr WholeFunction(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (arguments[0]->type().kind == TypeKind::kInt) return std::move(arguments[0]);
  return RisingFunction<function>(std::move(arguments), error);
}

ExpressionPtr MakeRound(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (!WantNumber(arguments[0], error)) return nullptr;
  if (arguments[0]->type().kind == TypeKind::kInt) return std::move(arguments[0]);
  for (size_t k = 1; k < arguments.size(); ++k) {
    if (arguments[k]->type().kind != TypeKind::kInt) {
      *error = "the number of digits must be a whole number";
      return nullptr;
    }
  }
  const bool digits_given = arguments.size() > 1;
  std::vector<ExpressionPtr> operands =
      One(MakeConversion(std::move(arguments[0]), ValueType::Float()));
  if (digits_given) operands.push_back(std::move(arguments[1]));
  return MakeRowFunction(
      std::move(operands), ValueType::Float(), true,
      [digits_given](const Operands& values, int64_t i, Vector* result) {
        constexpr int64_t kDigitsMax = 22;  // 10^22 is an exact double
        const int64_t digits =
            digits_given ? std::clamp(values[1]->ints[At(i)], -kDigitsMax, kDigitsMax) : 0;
        const auto power =
            static_cast<double>(base::PowerOfTen(static_cast<int>(digits < 0 ? -digits : digits)));
        const double x = values[0]->floats[At(i)];
        const double rounded = digits < 0 ? base::RoundHalfEven(x / power) * power
                                          : base::RoundHalfEven(x * power) / power;
        result->floats[At(i)] = rounded;
        return std::isfinite(rounded);
      });
}

ExpressionPtr MakeAbs(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (!WantNumber(arguments[0], error)) return nullptr;
  const ValueType type = arguments[0]->type();
  return MakeRowFunction(
      std::move(arguments), type, false, [](const Operands& operands, int64_t i, Vector* result) {
        const Vector& from = *operands[0];
        if (from.physical == Physical::kFloat64) {
          result->floats[At(i)] = std::fabs(from.floats[At(i)]);
        } else if (from.physical == Physical::kInt128) {
          const base::Int128 value = from.wide[At(i)];
          result->wide[At(i)] = value < 0 ? -value : value;
        } else {
          const int64_t value = from.ints[At(i)];
          result->ints[At(i)] = value == INT64_MIN ? INT64_MAX : value < 0 ? -value : value;
        }
        return true;
      });
}

// min(a, b, …) and max(a, b, …) as nested choices.
template <Comparison comparison>
ExpressionPtr MakeExtreme(std::vector<ExpressionPtr> arguments, std::string* error) {
  ValueType type = arguments[0]->type();
  for (const ExpressionPtr& argument : arguments) {
    const auto common = CommonType(type, argument->type());
    if (!common) {
      *error = fmt::format("{} and {} can't be compared", type.Name(), argument->type().Name());
      return nullptr;
    }
    type = *common;
  }
  for (ExpressionPtr& argument : arguments) argument = MakeConversion(std::move(argument), type);
  return MakeRowFunction(std::move(arguments), type, false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           size_t best = 0;
                           for (size_t k = 1; k < operands.size(); ++k) {
                             const Vector& a = *operands[k];
                             const Vector& b = *operands[best];
                             bool less = false;
                             bool greater = false;
                             const auto compare = [&](const auto& x, const auto& y) {
                               less = x < y;
                               greater = y < x;
                             };
                             if (a.physical == Physical::kInt64)
                               compare(a.ints[At(i)], b.ints[At(i)]);
                             if (a.physical == Physical::kInt128)
                               compare(a.wide[At(i)], b.wide[At(i)]);
                             if (a.physical == Physical::kFloat64)
                               compare(a.floats[At(i)], b.floats[At(i)]);
                             if (a.physical == Physical::kBool)
                               compare(a.bools[At(i)], b.bools[At(i)]);
                             if (a.physical == Physical::kString) compare(a.String(i), b.String(i));
                             if (comparison == Comparison::kLess ? less : greater) best = k;
                           }
                           const Vector& chosen = *operands[best];
                           if (chosen.physical == Physical::kInt64)
                             result->ints[At(i)] = chosen.ints[At(i)];
                           if (chosen.physical == Physical::kInt128)
                             result->wide[At(i)] = chosen.wide[At(i)];
                           if (chosen.physical == Physical::kFloat64)
                             result->floats[At(i)] = chosen.floats[At(i)];
                           if (chosen.physical == Physical::kBool)
                             result->bools[At(i)] = chosen.bools[At(i)];
                           if (chosen.physical == Physical::kString) {
                             const std::string_view text = chosen.String(i);
                             result->strings.chars().Append(text.data(), text.size());
                           }
                           return true;
                         });
}

ExpressionPtr MakeIfCall(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (arguments[0]->type().kind != TypeKind::kBool) {
    *error = fmt::format("the condition is {}: expected bool", arguments[0]->type().Name());
    return nullptr;
  }
  const auto common = CommonType(arguments[1]->type(), arguments[2]->type());
  if (!common) {
    *error = fmt::format("the two results are {} and {}: expected one type",
                         arguments[1]->type().Name(), arguments[2]->type().Name());
    return nullptr;
  }
  return MakeIf(std::move(arguments[0]), MakeConversion(std::move(arguments[1]), *common),
                MakeConversion(std::move(arguments[2]), *common));
}

ExpressionPtr Text(ExpressionPtr argument) { return MakeConversion(std::move(argument), kText); }

bool IsArray(const ExpressionPtr& argument, std::string* error) {
  if (argument->type().kind != TypeKind::kArray) return false;
  *error = "arrays have no text";
  return true;
}

ExpressionPtr MakeLength(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (IsArray(arguments[0], error)) return nullptr;
  return MakeRowFunction(One(Text(std::move(arguments[0]))), ValueType::Int(), false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           result->ints[At(i)] =
                               static_cast<int64_t>(base::CharacterCount(operands[0]->String(i)));
                           return true;
                         });
}

template <char32_t (*change)(char32_t)>
ExpressionPtr MakeCase(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (IsArray(arguments[0], error)) return nullptr;
  return MakeRowFunction(One(Text(std::move(arguments[0]))), kText, false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           std::string changed;
                           for (const char32_t c : base::DecodeUtf8(operands[0]->String(i))) {
                             base::AppendUtf8(change(c), &changed);
                           }
                           result->strings.chars().Append(changed.data(), changed.size());
                           return true;
                         });
}

ExpressionPtr MakeConcat(std::vector<ExpressionPtr> arguments, std::string* error) {
  for (ExpressionPtr& argument : arguments) {
    if (IsArray(argument, error)) return nullptr;
    argument = Text(std::move(argument));
  }
  return MakeRowFunction(std::move(arguments), kText, false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           for (const VectorPtr& operand : operands) {
                             const std::string_view text = operand->String(i);
                             result->strings.chars().Append(text.data(), text.size());
                           }
                           return true;
                         });
}

ExpressionPtr MakeSubstr(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (IsArray(arguments[0], error)) return nullptr;
  for (size_t k = 1; k < arguments.size(); ++k) {
    if (arguments[k]->type().kind != TypeKind::kInt) {
      *error = "start and length must be whole numbers";
      return nullptr;
    }
  }
  arguments[0] = Text(std::move(arguments[0]));
  return MakeRowFunction(
      std::move(arguments), kText, false, [](const Operands& operands, int64_t i, Vector* result) {
        std::string_view text = operands[0]->String(i);
        const int64_t start = std::max<int64_t>(1, operands[1]->ints[At(i)]);
        text.remove_prefix(base::PrefixBytes(text, static_cast<size_t>(start - 1)));
        if (operands.size() > 2) {
          const int64_t length = std::max<int64_t>(0, operands[2]->ints[At(i)]);
          text = text.substr(0, base::PrefixBytes(text, static_cast<size_t>(length)));
        }
        result->strings.chars().Append(text.data(), text.size());
        return true;
      });
}

enum class TimePart { kYear, kMonth, kDay, kHour, kDow };

template <TimePart part>
ExpressionPtr MakeTimePart(std::vector<ExpressionPtr> arguments, std::string* error) {
  const TypeKind kind = arguments[0]->type().kind;
  if (part == TimePart::kHour && (kind == TypeKind::kTime || kind == TypeKind::kDatetime)) {
    return MakeRowFunction(std::move(arguments), ValueType::Int(), false,
                           [](const Operands& operands, int64_t i, Vector* result) {
                             const int64_t hours =
                                 base::FloorDivide(operands[0]->ints[At(i)], base::kMicrosPerHour);
                             result->ints[At(i)] = hours - 24 * base::FloorDivide(hours, 24);
                             return true;
                           });
  }
  if (!WantDateOrDatetime(arguments[0], error)) return nullptr;
  std::vector<ExpressionPtr> operands =
      One(MakeConversion(std::move(arguments[0]), ValueType::Of(TypeKind::kDate)));
  return MakeRowFunction(std::move(operands), ValueType::Int(), false,
                         [](const Operands& values, int64_t i, Vector* result) {
                           const int64_t days = values[0]->ints[At(i)];
                           const base::CivilDate date = base::CivilFromDays(days);
                           int64_t value = 0;
                           if (part == TimePart::kYear) value = date.year;
                           if (part == TimePart::kMonth) value = date.month;
                           if (part == TimePart::kDay) value = date.day;
                           if (part == TimePart::kDow) value = base::DayOfWeek(days);
                           result->ints[At(i)] = value;
                           return true;
                         });
}

ExpressionPtr MakeDaysBetween(std::vector<ExpressionPtr> arguments, std::string* error) {
  for (ExpressionPtr& argument : arguments) {
    if (!WantDateOrDatetime(argument, error)) return nullptr;
    argument = MakeConversion(std::move(argument), ValueType::Of(TypeKind::kDate));
  }
  return MakeRowFunction(std::move(arguments), ValueType::Int(), false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           result->ints[At(i)] =
                               operands[1]->ints[At(i)] - operands[0]->ints[At(i)];
                           return true;
                         });
}

ExpressionPtr MakeAddDays(std::vector<ExpressionPtr> arguments, std::string* error) {
  if (!WantDateOrDatetime(arguments[0], error) || !WantNumber(arguments[1], error)) return nullptr;
  const ValueType type = arguments[0]->type();
  const int64_t unit = type.kind == TypeKind::kDate ? 1 : base::kMicrosPerDay;
  arguments[1] = MakeConversion(std::move(arguments[1]), ValueType::Int());
  return MakeRowFunction(
      std::move(arguments), type, true,
      [unit](const Operands& operands, int64_t i, Vector* result) {
        int64_t distance = 0;
        return !__builtin_mul_overflow(operands[1]->ints[At(i)], unit, &distance) &&
               !__builtin_add_overflow(operands[0]->ints[At(i)], distance, &result->ints[At(i)]);
      });
}

constexpr size_t kAnyNumber = 64;

}  // namespace

std::optional<ValueType> CommonType(const ValueType& a, const ValueType& b) {
  if (a == b) return a;
  if (a.is_numeric() && b.is_numeric()) {
    if (a.kind == TypeKind::kFloat || b.kind == TypeKind::kFloat) return ValueType::Float();
    if (a.kind == TypeKind::kInt && b.kind == TypeKind::kInt) return ValueType::Int();
    constexpr int kInt64Digits = 19;
    const auto whole = [](const ValueType& type) {
      return type.kind == TypeKind::kInt ? kInt64Digits : type.precision - type.scale;
    };
    const int scale = std::max(a.kind == TypeKind::kDecimal ? a.scale : 0,
                               b.kind == TypeKind::kDecimal ? b.scale : 0);
    const int precision = std::min(base::kDecimalDigitsMax, std::max(whole(a), whole(b)) + scale);
    return ValueType::Decimal(precision, scale);
  }
  const auto is_string = [](const ValueType& type) {
    return type.kind == TypeKind::kString || type.kind == TypeKind::kJson;
  };
  if (is_string(a) && is_string(b)) return kText;
  const auto is_point = [](const ValueType& type) {
    return type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime;
  };
  if (is_point(a) && is_point(b)) return ValueType::Of(TypeKind::kDatetime);
  return std::nullopt;
}

const std::vector<Function>& Functions() {
  static const auto* functions = new std::vector<Function>{
      {"if", "if(condition, a, b)", "a where the condition is true, else b", 3, 3, MakeIfCall},
      {"min", "min(a, b, …)", "the least of its arguments", 2, kAnyNumber,
       MakeExtreme<Comparison::kLess>},
      {"max", "max(a, b, …)", "the greatest of its arguments", 2, kAnyNumber,
       MakeExtreme<Comparison::kGreater>},
      {"abs", "abs(x)", "the size without the sign", 1, 1, MakeAbs},
      {"round", "round(x, digits = 0)", "rounded half to even", 1, 2, MakeRound},
      {"floor", "floor(x)", "the whole number at or below", 1, 1, WholeFunction<Floor>},
      {"ceil", "ceil(x)", "the whole number at or above", 1, 1, WholeFunction<Ceil>},
      {"sqrt", "sqrt(x)", "square root; null below 0", 1, 1, FloatFunction<SquareRoot>},
      {"log", "log(x)", "natural logarithm; null at 0 and below", 1, 1, FloatFunction<random::Log>},
      {"exp", "exp(x)", "e to the x", 1, 1, FloatFunction<random::Exp>},
      {"length", "length(text)", "characters in the text", 1, 1, MakeLength},
      {"lower", "lower(text)", "in small letters", 1, 1, MakeCase<kernel::LowerCase>},
      {"upper", "upper(text)", "in capital letters", 1, 1, MakeCase<kernel::UpperCase>},
      {"concat", "concat(a, b, …)", "the texts of its arguments, one behind the other", 1,
       kAnyNumber, MakeConcat},
      {"substr", "substr(text, start, length)",
       "characters from `start` (1 = first); to the end without a length", 2, 3, MakeSubstr},
      {"year", "year(t)", "year of a date or datetime", 1, 1, MakeTimePart<TimePart::kYear>},
      {"month", "month(t)", "1 to 12", 1, 1, MakeTimePart<TimePart::kMonth>},
      {"day", "day(t)", "day of the month, 1 to 31", 1, 1, MakeTimePart<TimePart::kDay>},
      {"hour", "hour(t)", "0 to 23, of a datetime or time", 1, 1, MakeTimePart<TimePart::kHour>},
      {"dow", "dow(t)", "day of the week, 0 = Monday to 6 = Sunday", 1, 1,
       MakeTimePart<TimePart::kDow>},
      {"days_between", "days_between(a, b)", "calendar days from a to b", 2, 2, MakeDaysBetween},
      {"add_days", "add_days(t, days)", "so many days later", 2, 2, MakeAddDays},
  };
  return *functions;
}

}  // namespace datagen::expression
