#include <algorithm>
#include <cmath>

#include "foundation/base/decimal.h"
#include "foundation/base/division.h"
#include "foundation/random/elementary.h"
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

// combine(left, right) for each row; a constant operand is one value, kept out of the loop.
template <typename T, typename Combine>
void CombineNumbers(const base::Buffer<T>& left, const base::Buffer<T>& right, base::Buffer<T>* out,
                    Combine combine) {
  const size_t size = out->size();
  const T* a = left.data();
  const T* b = right.data();
  T* result = out->data();
  if (left.size() == size && right.size() == size) {
    for (size_t i = 0; i < size; ++i) result[i] = combine(a[i], b[i]);
  } else if (left.size() == size) {
    const T constant = b[0];
    for (size_t i = 0; i < size; ++i) result[i] = combine(a[i], constant);
  } else if (right.size() == size) {
    const T constant = a[0];
    for (size_t i = 0; i < size; ++i) result[i] = combine(constant, b[i]);
  } else {
    std::fill_n(result, size, combine(a[0], b[0]));
  }
}

int64_t AddInts(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return a < 0 ? INT64_MIN : INT64_MAX;
  return sum;
}
int64_t SubtractInts(int64_t a, int64_t b) {
  int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) return a < 0 ? INT64_MIN : INT64_MAX;
  return difference;
}
int64_t MultiplyInts(int64_t a, int64_t b) {
  int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return (a < 0) != (b < 0) ? INT64_MIN : INT64_MAX;
  return product;
}

Int128 ClampDigits(Int128 value) {
  const Int128 limit = base::PowerOfTen(base::kDecimalDigitsMax) - 1;
  return std::clamp(value, -limit, limit);
}
Int128 MultiplyWide(Int128 a, Int128 b) {
  Int128 product = 0;
  if (!__builtin_mul_overflow(a, b, &product)) return ClampDigits(product);
  const Int128 limit = base::PowerOfTen(base::kDecimalDigitsMax) - 1;
  return (a < 0) != (b < 0) ? -limit : limit;
}

std::optional<Interval> IntervalOf(Arithmetic op, const Expression& left, const Expression& right) {
  if (!left.interval() || !right.interval()) return std::nullopt;
  const Interval& a = *left.interval();
  const Interval& b = *right.interval();
  Interval result{};
  if (op == Arithmetic::kAdd) {
    result = {a.low + b.low, a.high + b.high};
  } else if (op == Arithmetic::kSubtract) {
    result = {a.low - b.high, a.high - b.low};
  } else if (op == Arithmetic::kMultiply) {
    const auto [low, high] =
        std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
    result = {low, high};
  } else if (op == Arithmetic::kDivide && (b.low > 0 || b.high < 0)) {
    const auto [low, high] =
        std::minmax({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
    result = {low, high};
  } else if (op == Arithmetic::kFloorDivide && (b.low > 0 || b.high < 0)) {
    const auto [low, high] =
        std::minmax({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
    result = {std::floor(low), std::floor(high)};
  } else if (op == Arithmetic::kModulo) {
    result = {std::min(0.0, b.low), std::max(0.0, b.high)};
  } else {
    return std::nullopt;
  }
  if (!std::isfinite(result.low) || !std::isfinite(result.high)) return std::nullopt;
  return result;
}

// What has no value everywhere, whatever is known of the operands: the default rate of nulls of a
// column must not depend on how much is known.
bool Divides(Arithmetic op) {
  return op == Arithmetic::kDivide || op == Arithmetic::kFloorDivide || op == Arithmetic::kModulo ||
         op == Arithmetic::kPower;
}

// + - * where both operands already have the representation of the result.
class ExactArithmetic : public Expression {
 public:
  ExactArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right, const ValueType& type)
      : Expression(type, left->nullable() || right->nullable(), IntervalOf(op, *left, *right)),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr left = left_->Evaluate(cells);
    const VectorPtr right = right_->Evaluate(cells);
    auto result = Vector::Make(type().physical(), cells.size());
    if (result->physical == Physical::kInt128) {
      const auto combine = [&](auto function) {
        CombineNumbers(left->wide, right->wide, &result->wide, function);
      };
      if (op_ == Arithmetic::kAdd) combine([](Int128 a, Int128 b) { return ClampDigits(a + b); });
      if (op_ == Arithmetic::kSubtract) {
        combine([](Int128 a, Int128 b) { return ClampDigits(a - b); });
      }
      if (op_ == Arithmetic::kMultiply) combine(MultiplyWide);
    } else {
      const auto combine = [&](auto function) {
        CombineNumbers(left->ints, right->ints, &result->ints, function);
      };
      if (op_ == Arithmetic::kAdd) combine([](int64_t a, int64_t b) { return AddInts(a, b); });
      if (op_ == Arithmetic::kSubtract) {
        combine([](int64_t a, int64_t b) { return SubtractInts(a, b); });
      }
      if (op_ == Arithmetic::kMultiply) {
        combine([](int64_t a, int64_t b) { return MultiplyInts(a, b); });
      }
    }
    MergeNulls(*left, result.get());
    MergeNulls(*right, result.get());
    ClearNulls(result.get());
    return result;
  }

 private:
  Arithmetic op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

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
    if (divisor_ == -1) return SubtractInts(0, value);  // INT64_MIN / -1 would trap
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
  IntDivision(Arithmetic op, ExpressionPtr left, ExpressionPtr right)
      : Expression(ValueType::Int(), true, IntervalOf(op, *left, *right)),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr left = left_->Evaluate(cells);
    const VectorPtr right = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kInt64, cells.size());
    const bool quotient = op_ == Arithmetic::kFloorDivide;
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

class FloatArithmetic : public Expression {
 public:
  FloatArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right)
      : Expression(ValueType::Float(), left->nullable() || right->nullable() || Divides(op),
                   IntervalOf(op, *left, *right)),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr left = left_->Evaluate(cells);
    const VectorPtr right = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kFloat64, cells.size());
    const auto combine = [&](auto function) {
      CombineNumbers(left->floats, right->floats, &result->floats, function);
    };
    if (op_ == Arithmetic::kAdd) combine([](double a, double b) { return a + b; });
    if (op_ == Arithmetic::kSubtract) combine([](double a, double b) { return a - b; });
    if (op_ == Arithmetic::kMultiply) combine([](double a, double b) { return a * b; });
    if (op_ == Arithmetic::kDivide) combine([](double a, double b) { return a / b; });
    if (op_ == Arithmetic::kFloorDivide) {
      combine([](double a, double b) { return std::floor(a / b); });
    }
    if (op_ == Arithmetic::kModulo) {
      combine([](double a, double b) { return a - b * std::floor(a / b); });
    }
    if (op_ == Arithmetic::kPower) combine(random::Power);
    MergeNulls(*left, result.get());
    MergeNulls(*right, result.get());
    // What is no finite number (x / 0, 0 ** -1, overflow) is null. 0 times such a number is none.
    double check = 0;
    for (const double value : result->floats) check += value * 0;
    if (check != 0 || std::isnan(check)) {
      for (int64_t i = 0; i < cells.size(); ++i) {
        if (!std::isfinite(result->floats[static_cast<size_t>(i)])) result->SetNull(i);
      }
    }
    ClearNulls(result.get());
    return result;
  }

 private:
  Arithmetic op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class Negation : public Expression {
 public:
  explicit Negation(ExpressionPtr operand)
      : Expression(operand->type(), operand->nullable(), Mirrored(operand->interval())),
        operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = Spread(operand_->Evaluate(cells), cells.size());
    auto result = Vector::Make(values->physical, cells.size());
    MergeNulls(*values, result.get());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      if (values->physical == Physical::kFloat64) {
        result->floats[i] = -values->floats[i];
      } else if (values->physical == Physical::kInt128) {
        result->wide[i] = -values->wide[i];
      } else {
        result->ints[i] = SubtractInts(0, values->ints[i]);
      }
    }
    return result;
  }

 private:
  static std::optional<Interval> Mirrored(const std::optional<Interval>& interval) {
    if (!interval) return std::nullopt;
    return Interval{-interval->high, -interval->low};
  }

  ExpressionPtr operand_;
};

int Scale(const ValueType& type) { return type.kind == TypeKind::kDecimal ? type.scale : 0; }

// Digits before the point that values can have: by the type, or fewer by what is known of them.
// Fewer digits keep a product in 64 bits.
int WholeDigits(const Expression& operand) {
  constexpr int kInt64Digits = 19;
  const ValueType& type = operand.type();
  const int by_type = type.kind == TypeKind::kInt ? kInt64Digits : type.precision - type.scale;
  if (!operand.interval()) return by_type;
  // One more: limits are doubles, and values were rounded to the scale.
  double largest =
      std::max(std::fabs(operand.interval()->low), std::fabs(operand.interval()->high)) + 1;
  int digits = 0;
  while (largest >= 1 && digits < by_type) {
    largest /= 10;
    ++digits;
  }
  return digits;
}

ExpressionPtr To(ExpressionPtr operand, const ValueType& type) {
  return MakeConversion(std::move(operand), type);
}

ExpressionPtr MakeFloat(Arithmetic op, ExpressionPtr left, ExpressionPtr right) {
  return std::make_unique<FloatArithmetic>(op, To(std::move(left), ValueType::Float()),
                                           To(std::move(right), ValueType::Float()));
}

}  // namespace

ExpressionPtr MakeArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right) {
  const ValueType a = left->type();
  const ValueType b = right->type();
  const bool exact_op =
      op == Arithmetic::kAdd || op == Arithmetic::kSubtract || op == Arithmetic::kMultiply;
  const bool exact = a.kind != TypeKind::kFloat && b.kind != TypeKind::kFloat;
  const bool ints = a.kind == TypeKind::kInt && b.kind == TypeKind::kInt;
  if (ints && (op == Arithmetic::kModulo || op == Arithmetic::kFloorDivide)) {
    return std::make_unique<IntDivision>(op, std::move(left), std::move(right));
  }
  if (!exact || !exact_op) return MakeFloat(op, std::move(left), std::move(right));
  if (ints) {
    return std::make_unique<ExactArithmetic>(op, To(std::move(left), ValueType::Int()),
                                             To(std::move(right), ValueType::Int()),
                                             ValueType::Int());
  }
  const int left_digits = WholeDigits(*left);
  const int right_digits = WholeDigits(*right);
  if (op == Arithmetic::kMultiply) {
    const int scale = Scale(a) + Scale(b);
    if (scale > base::kDecimalDigitsMax) return MakeFloat(op, std::move(left), std::move(right));
    const int precision =
        std::clamp(left_digits + right_digits + scale, 1, base::kDecimalDigitsMax);
    return std::make_unique<ExactArithmetic>(
        op, To(std::move(left), ValueType::Decimal(precision, Scale(a))),
        To(std::move(right), ValueType::Decimal(precision, Scale(b))),
        ValueType::Decimal(precision, scale));
  }
  const int scale = std::max(Scale(a), Scale(b));
  const int precision =
      std::min(base::kDecimalDigitsMax, std::max(left_digits, right_digits) + scale + 1);
  const ValueType type = ValueType::Decimal(precision, scale);
  return std::make_unique<ExactArithmetic>(op, To(std::move(left), type),
                                           To(std::move(right), type), type);
}

ExpressionPtr MakeNegation(ExpressionPtr operand) {
  return std::make_unique<Negation>(std::move(operand));
}

}  // namespace datagen::expression
