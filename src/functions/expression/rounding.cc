#include "functions/expression/rounding.h"

#include <algorithm>
#include <cmath>

#include "foundation/base/decimal.h"
#include "foundation/base/rounding.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using base::Int128;
using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

// A double knows no more decimal digits before or after its point than this.
constexpr int kDoubleDigitsMax = 22;  // 10^22 is an exact double

// The error of the product of two doubles, itself a double: a * b = product + error.
// Source: Dekker, "A Floating-Point Technique for Extending the Available Precision" (1971).
double ProductError(double a, double b, double product) {
  constexpr double kSplit = 0x1p27 + 1;
  const double a_scaled = kSplit * a;
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = kSplit * b;
  const double b_high = b_scaled - (b_scaled - b);
  const double b_low = b - b_high;
  return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

// Half to even, as if x * factor were not rounded before.
double RoundProduct(double x, double factor, double product) {
  const double whole = base::RoundHalfEven(product);
  const double rest = product - whole;
  if (rest != 0.5 && rest != -0.5) return whole;
  const double error = ProductError(x, factor, product);
  if (rest > 0 && error > 0) return whole + 1;
  if (rest < 0 && error < 0) return whole - 1;
  return whole;
}

double RoundDouble(double x, int digits) {
  constexpr double kWholeFrom = 0x1p52;
  if (digits > 0) {
    const auto power = static_cast<double>(base::PowerOfTen(digits));
    const double product = x * power;
    // No digit of it lies behind the last one asked for.
    if (!(std::fabs(product) < kWholeFrom)) return x;
    return RoundProduct(x, power, product) / power;
  }
  if (digits == 0) return base::RoundHalfEven(x);
  const auto power = static_cast<double>(base::PowerOfTen(-digits));
  const double quotient = x / power;
  if (!(std::fabs(quotient) < kWholeFrom)) return x;
  const double whole = base::RoundHalfEven(quotient);
  const double rest = quotient - whole;
  if (rest != 0.5 && rest != -0.5) return whole * power;
  // Whether x lies beside the middle between two multiples.
  const double middle = quotient * power;
  const double beside = (x - middle) - ProductError(quotient, power, middle);
  if (rest > 0 && beside > 0) return (whole + 1) * power;
  if (rest < 0 && beside < 0) return (whole - 1) * power;
  return whole * power;
}

double RoundDouble(Rounding rounding, double x, int digits) {
  if (rounding == Rounding::kHalfEven) return RoundDouble(x, digits);
  if (rounding == Rounding::kDown) return std::floor(x);
  return rounding == Rounding::kUp ? std::ceil(x) : std::trunc(x);
}

Int128 Divide(Rounding rounding, Int128 value, Int128 divisor) {
  if (rounding == Rounding::kHalfEven) return base::DivideHalfEven(value, divisor);
  const Int128 quotient = value / divisor;
  const Int128 rest = value % divisor;
  if (rounding == Rounding::kDown && rest < 0) return quotient - 1;
  return rounding == Rounding::kUp && rest > 0 ? quotient + 1 : quotient;
}

// Rounding keeps the order of values, so the limits round too; outwards, as they are not exact.
std::optional<Interval> Rounded(Rounding rounding, const std::optional<Interval>& limits,
                                int digits) {
  if (!limits) return std::nullopt;
  if (rounding == Rounding::kDown)
    return Interval{std::floor(limits->low), std::floor(limits->high), limits->known};
  if (rounding == Rounding::kUp)
    return Interval{std::ceil(limits->low), std::ceil(limits->high), limits->known};
  const double unit = std::pow(10.0, -digits);
  Interval rounded{std::floor(limits->low / unit) * unit, std::ceil(limits->high / unit) * unit,
                   limits->known};
  rounded = Widened(rounded);
  // A large double has no digits that such a unit would change.
  const bool finite = std::isfinite(rounded.low) && std::isfinite(rounded.high);
  return finite ? rounded : *limits;
}

// Of doubles; the digits do not change.
class DoubleRounding : public Expression {
 public:
  DoubleRounding(Rounding rounding, ExpressionPtr operand, int digits)
      : Expression(ValueType::Float(), true, Rounded(rounding, operand->interval(), digits)),
        rounding_(rounding),
        operand_(std::move(operand)),
        digits_(std::clamp(digits, -kDoubleDigitsMax, kDoubleDigitsMax)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = Spread(operand_->Evaluate(cells), cells.size());
    auto result = Vector::Make(Physical::kFloat64, cells.size());
    MergeNulls(*values, result.get());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      result->floats[i] = RoundDouble(rounding_, values->floats[i], digits_);
      if (!std::isfinite(result->floats[i])) result->SetNull(static_cast<int64_t>(i));
    }
    return result;
  }

 private:
  Rounding rounding_;
  ExpressionPtr operand_;
  int digits_;
};

// Of decimals and integers in 128 bits: divided by 10^cut and multiplied by 10^back.
class ExactRounding : public Expression {
 public:
  ExactRounding(Rounding rounding, ExpressionPtr operand, int cut, int back, const ValueType& type,
                std::optional<Interval> interval)
      : Expression(type, true, interval),
        rounding_(rounding),
        operand_(std::move(operand)),
        divisor_(base::PowerOfTen(cut)),
        factor_(base::PowerOfTen(back)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = Spread(operand_->Evaluate(cells), cells.size());
    auto result = Vector::Make(type().physical(), cells.size());
    MergeNulls(*values, result.get());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      const Int128 value = values->physical == Physical::kInt64 ? values->ints[i] : values->wide[i];
      const Int128 rounded = Divide(rounding_, value, divisor_) * factor_;
      if (result->physical == Physical::kInt64) {
        result->ints[i] = static_cast<int64_t>(rounded);
      } else {
        result->wide[i] = rounded;
      }
    }
    ClearNulls(result.get());
    return result;
  }

 private:
  Rounding rounding_;
  ExpressionPtr operand_;
  Int128 divisor_;
  Int128 factor_;
};

ExpressionPtr RoundExact(Rounding rounding, ExpressionPtr operand, int digits) {
  const int scale = Scale(operand->type());
  if (digits >= scale && scale == 0) return operand;
  digits = std::min(digits, scale);
  const auto interval = Rounded(rounding, operand->interval(), digits);
  const int whole = std::max(WholeDigits(*operand), -std::min(digits, 0)) + 1;
  const int cut = std::min(scale - digits, base::kDecimalDigitsMax);
  const int back = std::min(-std::min(digits, 0), base::kDecimalDigitsMax);
  const ValueType type = ValueType::Decimal(
      std::clamp(whole + std::max(digits, 0), 1, base::kDecimalDigitsMax), std::max(digits, 0));
  return std::make_shared<ExactRounding>(rounding, std::move(operand), cut, back, type, interval);
}

// A fraction, as a double that remembers its rounded value; nothing where it would leave 38 digits.
ExpressionPtr RoundRatio(Rounding rounding, const ExpressionPtr& operand, int digits) {
  const Ratio& ratio = *operand->ratio();
  ExpressionPtr made;
  if (ratio.denominator == nullptr) {
    made = RoundExact(rounding, ratio.numerator, digits);
  } else if (rounding == Rounding::kHalfEven) {
    // The quotient is at most the numerator divided by a unit of the denominator's scale.
    const int whole = std::min(WholeDigits(LimitsOf(*operand)),
                               WholeDigits(*ratio.numerator) + Scale(ratio.denominator->type()));
    const int precision = whole + 1 + std::max(digits, 0);
    if (precision > base::kDecimalDigitsMax || digits < 0) return nullptr;
    made = MakeRounded(ratio, ValueType::Decimal(precision, digits), true,
                       Rounded(rounding, operand->interval(), digits));
  } else if (rounding == Rounding::kDown) {
    made = MakeExactDivision(Arithmetic::kFloorDivide, ratio.numerator, ratio.denominator);
  } else if (rounding == Rounding::kUp) {
    made = MakeExactDivision(Arithmetic::kFloorDivide, MakeNegation(ratio.numerator),
                             ratio.denominator);
    if (made != nullptr) made = MakeNegation(made);
  }
  return made == nullptr ? nullptr : MakeConversion(made, ValueType::Float());
}

}  // namespace

ExpressionPtr MakeRounding(Rounding rounding, ExpressionPtr operand, int digits) {
  digits = std::clamp(digits, -base::kDecimalDigitsMax, base::kDecimalDigitsMax);
  if (operand->type().kind != TypeKind::kFloat) {
    return RoundExact(rounding, std::move(operand), digits);
  }
  if (operand->ratio() != nullptr) {
    if (ExpressionPtr exact = RoundRatio(rounding, operand, digits)) return exact;
  }
  return std::make_shared<DoubleRounding>(
      rounding, MakeConversion(std::move(operand), ValueType::Float()), digits);
}

ExpressionPtr MakeRoundingBy(ExpressionPtr operand, ExpressionPtr digits) {
  const ValueType given = operand->type();
  if (given.kind == TypeKind::kFloat) {
    return MakeRowFunction({MakeConversion(std::move(operand), ValueType::Float()), digits},
                           ValueType::Float(), true,
                           [](const Operands& values, int64_t i, Vector* result) {
                             const auto k = static_cast<size_t>(i);
                             const auto by = static_cast<int>(std::clamp<int64_t>(
                                 values[1]->ints[k], -kDoubleDigitsMax, kDoubleDigitsMax));
                             result->floats[k] = RoundDouble(values[0]->floats[k], by);
                             return std::isfinite(result->floats[k]);
                           });
  }
  const int scale = Scale(given);
  const int precision = std::min(WholeDigits(*operand) + 1 + scale, base::kDecimalDigitsMax);
  constexpr int kWideDigits = 19;
  const ValueType type = ValueType::Decimal(std::max(precision, kWideDigits), scale);
  return MakeRowFunction(
      {MakeConversion(std::move(operand), type), digits}, type, true,
      [scale](const Operands& values, int64_t i, Vector* result) {
        const auto k = static_cast<size_t>(i);
        const int64_t cut =
            scale - std::clamp<int64_t>(values[1]->ints[k], -base::kDecimalDigitsMax, scale);
        // Half of 10^38 is more than any value.
        result->wide[k] = 0;
        if (cut >= base::kDecimalDigitsMax) return true;
        const Int128 power = base::PowerOfTen(static_cast<int>(cut));
        result->wide[k] = base::DivideHalfEven(values[0]->wide[k], power) * power;
        return true;
      });
}

}  // namespace datagen::expression
