#include <algorithm>
#include <cmath>

#include "foundation/base/decimal.h"
#include "foundation/base/division.h"
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

// The quotient rounds down and the rest has the sign of the divisor, as Python's // and %. Zero
// where the divisor is zero: the caller makes it null.
class FloorDivision {
 public:
  explicit FloorDivision(int64_t divisor)
      : divisor_(divisor), positive_(divisor > 0 ? static_cast<uint64_t>(divisor) : 1) {}

  [[nodiscard]] int64_t divisor() const { return divisor_; }
  [[nodiscard]] int64_t Quotient(int64_t value) const {
    if (value >= 0 && divisor_ > 0) {
      return static_cast<int64_t>(positive_.Quotient(static_cast<uint64_t>(value)));
    }
    if (divisor_ == 0) return 0;
    // INT64_MIN / -1 would trap; the limits say that it does not stand here.
    if (divisor_ == -1) return value == INT64_MIN ? INT64_MAX : -value;
    const int64_t quotient = value / divisor_;
    return value % divisor_ != 0 && (value < 0) != (divisor_ < 0) ? quotient - 1 : quotient;
  }
  [[nodiscard]] int64_t Rest(int64_t value) const {
    if (value >= 0 && divisor_ > 0) {
      return static_cast<int64_t>(positive_.Remainder(static_cast<uint64_t>(value)));
    }
    if (divisor_ == 0 || divisor_ == -1) return 0;
    const int64_t rest = value % divisor_;
    return rest != 0 && (rest < 0) != (divisor_ < 0) ? rest + divisor_ : rest;
  }

 private:
  int64_t divisor_;
  base::Divider positive_;
};

// // and % of integers.
class IntDivision : public Expression {
 public:
  IntDivision(Arithmetic op, ExpressionPtr left, ExpressionPtr right,
              std::optional<Interval> interval)
      : Expression(ValueType::Int(), true, interval),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr left = left_->Evaluate(cells);
    const VectorPtr right = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kInt64, cells.size());
    const bool quotient = op_ == Arithmetic::kFloorDivide;
    if (left->length == result->length && right_->is_constant() && right->length == 1 &&
        !right->has_nulls() && right->ints[0] > 0) {
      const FloorDivision division(right->ints[0]);
      if (quotient) {
        std::transform(left->ints.begin(), left->ints.end(), result->ints.begin(),
                       [division](int64_t value) { return division.Quotient(value); });
      } else {
        std::transform(left->ints.begin(), left->ints.end(), result->ints.begin(),
                       [division](int64_t value) { return division.Rest(value); });
      }
      MergeNulls(*left, result.get());
      ClearNulls(result.get());
      return result;
    }
    const int64_t left_step = left->length == result->length ? 1 : 0;
    const int64_t step = right->length == result->length ? 1 : 0;
    FloorDivision division(1);
    for (int64_t i = 0; i < cells.size(); ++i) {
      const int64_t divisor = right->ints[static_cast<size_t>(i * step)];
      if (divisor != division.divisor()) division = FloorDivision(divisor);
      const int64_t value = left->ints[static_cast<size_t>(i * left_step)];
      result->ints[static_cast<size_t>(i)] =
          quotient ? division.Quotient(value) : division.Rest(value);
    }
    MergeNulls(*left, result.get());
    MergeNulls(*right, result.get());
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (right->ints[static_cast<size_t>(i * step)] == 0) result->SetNull(i);
    }
    ClearNulls(result.get());
    return result;
  }

 private:
  Arithmetic op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

// // and % of numbers with the same scale, in 128 bits.
class WideDivision : public Expression {
 public:
  // Requires: both operands are decimals of one scale, held in 128 bits, as is `type`.
  WideDivision(Arithmetic op, ExpressionPtr left, ExpressionPtr right, const ValueType& type,
               std::optional<Interval> interval)
      : Expression(type, true, interval),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr left = Spread(left_->Evaluate(cells), cells.size());
    const VectorPtr right = Spread(right_->Evaluate(cells), cells.size());
    auto result = Vector::Make(Physical::kInt128, cells.size());
    MergeNulls(*left, result.get());
    MergeNulls(*right, result.get());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      const Int128 value = left->wide[i];
      const Int128 divisor = right->wide[i];
      if (divisor == 0) {
        result->SetNull(static_cast<int64_t>(i));
        continue;
      }
      const Int128 rest = value % divisor;
      const bool down = rest != 0 && (rest < 0) != (divisor < 0);
      result->wide[i] = op_ == Arithmetic::kFloorDivide ? value / divisor - (down ? 1 : 0)
                                                        : (down ? rest + divisor : rest);
    }
    ClearNulls(result.get());
    return result;
  }

 private:
  Arithmetic op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

// Of the quotient, also where the divisor can be zero: it is at least a unit of its scale.
Interval QuotientLimits(const Interval& a, const Interval& b, int divisor_scale) {
  if (const auto limits = Combined(Arithmetic::kFloorDivide, a, b)) return *limits;
  const double most = std::max(std::fabs(a.low), std::fabs(a.high)) *
                          static_cast<double>(base::PowerOfTen(divisor_scale)) +
                      1;
  return {-most, most};
}

}  // namespace

ExpressionPtr MakeExactDivision(Arithmetic op, ExpressionPtr left, ExpressionPtr right) {
  const bool ints = left->type().kind == TypeKind::kInt && right->type().kind == TypeKind::kInt;
  const Interval a = LimitsOf(*left);
  const Interval b = LimitsOf(*right);
  const auto known = CombinedKnown(op, *left, *right);
  constexpr double kInt64Low = -0x1p63;
  const bool by_minus_one = b.low <= -1 && b.high >= -1;
  if (ints && !(a.low <= kInt64Low && by_minus_one)) {
    return std::make_shared<IntDivision>(op, std::move(left), std::move(right), known);
  }
  const int scale = std::max(Scale(left->type()), Scale(right->type()));
  constexpr int kWideDigits = 19;
  const int digits =
      std::max(std::max(WholeDigits(*left), WholeDigits(*right)) + scale, kWideDigits);
  if (digits > base::kDecimalDigitsMax) return nullptr;
  const ValueType held = ValueType::Decimal(digits, scale);
  ValueType type = held;
  if (op == Arithmetic::kFloorDivide) {
    const int quotient = WholeDigits(QuotientLimits(a, b, Scale(right->type())));
    if (quotient > base::kDecimalDigitsMax) return nullptr;
    type = ValueType::Decimal(std::max(quotient, kWideDigits), 0);
  }
  return std::make_shared<WideDivision>(op, MakeConversion(std::move(left), held),
                                        MakeConversion(std::move(right), held), type, known);
}

}  // namespace datagen::expression
