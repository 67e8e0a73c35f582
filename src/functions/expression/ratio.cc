// Exact fractions: what a quotient of integers and decimals stands for until it is rounded.

#include <cmath>

#include "foundation/base/decimal.h"
#include "functions/expression/nodes.h"

namespace datagen::expression {
namespace {

using base::Int128;
using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

bool IsExact(const ValueType& type) {
  return type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
}

// a op b, where no operand stands for 1 (of * alone).
ExpressionPtr Exact(Arithmetic op, const ExpressionPtr& a, const ExpressionPtr& b) {
  if (a == nullptr) return b;
  return b == nullptr ? a : MakeExact(op, a, b);
}
bool Failed(const ExpressionPtr& made, const ExpressionPtr& a, const ExpressionPtr& b) {
  return made == nullptr && (a != nullptr || b != nullptr);
}

// Decimal digits that the unscaled value can have.
int UnscaledDigits(const Expression& operand) {
  return WholeDigits(operand) + Scale(operand.type());
}

// numerator * factor / (denominator * divisor), half to even.
class RoundedRatio : public Expression {
 public:
  RoundedRatio(ExpressionPtr numerator, ExpressionPtr denominator, Int128 factor, Int128 divisor,
               const ValueType& type, bool nullable, std::optional<Interval> interval,
               Misfits misfits)
      : Expression(type, nullable, interval),
        numerator_(std::move(numerator)),
        denominator_(std::move(denominator)),
        factor_(factor),
        divisor_(divisor),
        misfits_(misfits),
        low_(type.kind == TypeKind::kInt ? type.int_min() : 1 - base::PowerOfTen(type.precision)),
        high_(type.kind == TypeKind::kInt ? type.int_max() : base::PowerOfTen(type.precision) - 1) {
  }

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr above = Spread(numerator_->Evaluate(cells), cells.size());
    const VectorPtr below = Spread(denominator_->Evaluate(cells), cells.size());
    auto result = Vector::Make(type().physical(), cells.size());
    MergeNulls(*above, result.get());
    MergeNulls(*below, result.get());
    const bool told = misfits_ == Misfits::kTold;
    int64_t misfits = 0;
    for (int64_t i = 0; i < cells.size(); ++i) {
      const auto k = static_cast<size_t>(i);
      const Int128 divisor = below->wide[k] * divisor_;
      if (!result->IsValid(i) || divisor == 0) {
        result->SetNull(i);
        continue;
      }
      const Int128 dividend = above->wide[k] * factor_;
      Int128 value = divisor < 0 ? Divide(-dividend, -divisor) : Divide(dividend, divisor);
      if (value < low_ || value > high_) {
        misfits += told || cells.taken == nullptr || cells.taken[k] != 0 ? 1 : 0;
        value = value < low_ ? low_ : high_;
      }
      if (result->physical == Physical::kInt64) {
        result->ints[k] = static_cast<int64_t>(value);
      } else {
        result->wide[k] = value;
      }
    }
    int64_t* counted = told ? cells.saturated : cells.nearest;
    if (counted != nullptr) *counted += misfits;
    return result;
  }

 private:
  // base::DivideHalfEven, without 128-bit divisions where 64 bits do.
  static Int128 Divide(Int128 value, Int128 divisor) {
    constexpr Int128 kBound = INT64_MAX / 2;
    if (value > kBound || value < -kBound || divisor > kBound) {
      return base::DivideHalfEven(value, divisor);
    }
    const auto a = static_cast<int64_t>(value);
    const auto b = static_cast<int64_t>(divisor);
    const int64_t quotient = a / b;
    const int64_t rest = a < 0 ? quotient * b - a : a - quotient * b;
    const bool away = 2 * rest > b || (2 * rest == b && (quotient & 1) != 0);
    return quotient + (away ? (a < 0 ? -1 : 1) : 0);
  }

  ExpressionPtr numerator_;
  ExpressionPtr denominator_;
  Int128 factor_;
  Int128 divisor_;
  Misfits misfits_;
  Int128 low_;
  Int128 high_;
};

// In 128 bits at its own scale.
ExpressionPtr Wide(ExpressionPtr operand) {
  const int scale = Scale(operand->type());
  return MakeConversion(std::move(operand), ValueType::Decimal(base::kDecimalDigitsMax, scale));
}

}  // namespace

std::optional<Ratio> RatioOf(const ExpressionPtr& operand) {
  if (operand->ratio() != nullptr) return *operand->ratio();
  if (IsExact(operand->type())) return Ratio{operand, nullptr};
  return std::nullopt;
}

std::optional<Ratio> CombineRatios(Arithmetic op, const ExpressionPtr& left,
                                   const ExpressionPtr& right) {
  const auto a = RatioOf(left);
  const auto b = RatioOf(right);
  if (!a || !b) return std::nullopt;
  Ratio made;
  if (op == Arithmetic::kDivide) {
    // A zero below the divisor is no value, which a product would not say.
    if (b->denominator != nullptr && !b->denominator->is_constant()) return std::nullopt;
    made.numerator = Exact(Arithmetic::kMultiply, a->numerator, b->denominator);
    made.denominator = Exact(Arithmetic::kMultiply, a->denominator, b->numerator);
    if (made.denominator == nullptr) return std::nullopt;
  } else if (op == Arithmetic::kMultiply || op == Arithmetic::kAdd || op == Arithmetic::kSubtract) {
    made.denominator = Exact(Arithmetic::kMultiply, a->denominator, b->denominator);
    if (Failed(made.denominator, a->denominator, b->denominator)) return std::nullopt;
    if (op == Arithmetic::kMultiply) {
      made.numerator = Exact(op, a->numerator, b->numerator);
    } else {
      const ExpressionPtr above = Exact(Arithmetic::kMultiply, a->numerator, b->denominator);
      const ExpressionPtr other = Exact(Arithmetic::kMultiply, b->numerator, a->denominator);
      if (above != nullptr && other != nullptr) made.numerator = MakeExact(op, above, other);
    }
  }
  if (made.numerator == nullptr) return std::nullopt;
  return made;
}

ExpressionPtr MakeRounded(const Ratio& ratio, const ValueType& to, bool nullable,
                          std::optional<Interval> interval, Misfits misfits) {
  if (ratio.denominator == nullptr) return MakeConversion(ratio.numerator, to, misfits);
  const int shift = Scale(to) + Scale(ratio.denominator->type()) - Scale(ratio.numerator->type());
  if (UnscaledDigits(*ratio.numerator) + std::max(shift, 0) > base::kDecimalDigitsMax ||
      UnscaledDigits(*ratio.denominator) + std::max(-shift, 0) > base::kDecimalDigitsMax) {
    return nullptr;
  }
  return std::make_shared<RoundedRatio>(
      Wide(ratio.numerator), Wide(ratio.denominator), base::PowerOfTen(std::max(shift, 0)),
      base::PowerOfTen(std::max(-shift, 0)), to, nullable, interval, misfits);
}

}  // namespace datagen::expression
