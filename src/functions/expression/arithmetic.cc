#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/decimal.h"
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

// The rest of a division that rounds down. The C library's fmod, whose sign is the dividend's, is
// exact, so it is the same everywhere.
double FloorRest(double a, double b) {
  const double rest = std::fmod(a, b);
  if (rest == 0) return 0;
  return (rest < 0) != (b < 0) ? rest + b : rest;
}

// What has no value everywhere, whatever is known of the operands: the default rate of nulls of a
// column must not depend on how much is known.
bool Divides(Arithmetic op) {
  return op == Arithmetic::kDivide || op == Arithmetic::kFloorDivide || op == Arithmetic::kModulo ||
         op == Arithmetic::kPower;
}

// + - * where both operands already have the representation of the result. The limits say that no
// result leaves it: what is kept within bounds here is a claim of limits that was wrong.
class ExactArithmetic : public Expression {
 public:
  ExactArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right, const ValueType& type)
      : Expression(type, left->nullable() || right->nullable(), CombinedKnown(op, *left, *right)),
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

class FloatArithmetic : public Expression {
 public:
  FloatArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right,
                  std::optional<Ratio> ratio)
      : Expression(ValueType::Float(), left->nullable() || right->nullable() || Divides(op),
                   CombinedKnown(op, *left, *right)),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)),
        ratio_(std::move(ratio)) {}

  [[nodiscard]] const Ratio* ratio() const override { return ratio_ ? &*ratio_ : nullptr; }

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
      combine(FloorRest);
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
  std::optional<Ratio> ratio_;
};

class Negation : public Expression {
 public:
  explicit Negation(ExpressionPtr operand)
      : Expression(operand->type(), operand->nullable(), Mirrored(operand->interval())),
        operand_(std::move(operand)) {
    if (operand_->ratio() == nullptr) return;
    ratio_ = *operand_->ratio();
    ratio_->numerator = MakeNegation(ratio_->numerator);
  }
  [[nodiscard]] const Ratio* ratio() const override { return ratio_ ? &*ratio_ : nullptr; }
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
  ExpressionPtr operand_;
  std::optional<Ratio> ratio_;
};

ExpressionPtr To(ExpressionPtr operand, const ValueType& type) {
  return MakeConversion(std::move(operand), type);
}

ExpressionPtr MakeFloat(Arithmetic op, ExpressionPtr left, ExpressionPtr right) {
  // Of the operands before they are doubles: a constant keeps no fraction.
  auto ratio = CombineRatios(op, left, right);
  return std::make_shared<FloatArithmetic>(op, To(std::move(left), ValueType::Float()),
                                           To(std::move(right), ValueType::Float()),
                                           std::move(ratio));
}

// Integers whose result may leave 64 bits are computed as decimals without fraction.
ExpressionPtr MakeExactInts(Arithmetic op, const ExpressionPtr& left, const ExpressionPtr& right) {
  const auto limits = Combined(op, LimitsOf(*left), LimitsOf(*right));
  if (!limits) return nullptr;
  ValueType type = ValueType::Int();
  if (!FitsInt64(*limits)) {
    constexpr int kWideDigits = 19;  // held in 128 bits
    const int digits = std::max(WholeDigits(*limits), kWideDigits);
    if (digits > base::kDecimalDigitsMax) return nullptr;
    type = ValueType::Decimal(digits, 0);
  }
  return std::make_shared<ExactArithmetic>(op, To(left, type), To(right, type), type);
}

ExpressionPtr MakeExactProduct(const ExpressionPtr& left, const ExpressionPtr& right) {
  const int scale = Scale(left->type()) + Scale(right->type());
  const auto limits = Combined(Arithmetic::kMultiply, LimitsOf(*left), LimitsOf(*right));
  if (!limits) return nullptr;
  const int digits = std::min(WholeDigits(*left) + WholeDigits(*right), WholeDigits(*limits));
  // The operands are held in the representation of the result.
  const int held = std::max({digits + scale, WholeDigits(*left) + Scale(left->type()),
                             WholeDigits(*right) + Scale(right->type()), 1});
  if (held > base::kDecimalDigitsMax) return nullptr;
  return std::make_shared<ExactArithmetic>(
      Arithmetic::kMultiply, To(left, ValueType::Decimal(held, Scale(left->type()))),
      To(right, ValueType::Decimal(held, Scale(right->type()))), ValueType::Decimal(held, scale));
}

std::string NameOf(Arithmetic op) {
  switch (op) {
    case Arithmetic::kAdd:
      return "+";
    case Arithmetic::kSubtract:
      return "-";
    case Arithmetic::kMultiply:
      return "*";
    case Arithmetic::kDivide:
      return "/";
    case Arithmetic::kFloorDivide:
      return "//";
    case Arithmetic::kModulo:
      return "%";
    case Arithmetic::kPower:
      return "**";
  }
  return "";
}

std::string LimitsText(const Expression& operand) {
  const Interval limits = LimitsOf(operand);
  // No more digits than limits keep.
  return fmt::format("{} from {:.15g} to {:.15g}", operand.type().Name(), limits.low, limits.high);
}

}  // namespace

ExpressionPtr MakeExact(Arithmetic op, ExpressionPtr left, ExpressionPtr right) {
  const ValueType a = left->type();
  const ValueType b = right->type();
  if (a.kind == TypeKind::kInt && b.kind == TypeKind::kInt) return MakeExactInts(op, left, right);
  if (op == Arithmetic::kMultiply) return MakeExactProduct(left, right);
  const int scale = std::max(Scale(a), Scale(b));
  const int operands = std::max(WholeDigits(*left), WholeDigits(*right));
  const auto limits = Combined(op, LimitsOf(*left), LimitsOf(*right));
  if (!limits) return nullptr;
  const int digits = std::max(operands, std::min(operands + 1, WholeDigits(*limits))) + scale;
  if (digits > base::kDecimalDigitsMax) return nullptr;
  const ValueType type = ValueType::Decimal(digits, scale);
  return std::make_shared<ExactArithmetic>(op, To(std::move(left), type),
                                           To(std::move(right), type), type);
}

ExpressionPtr MakeArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right,
                             Mistake* mistake) {
  if (left->is_null_word()) left = To(left, right->type());
  if (right->is_null_word()) right = To(right, left->type());
  const bool exact =
      left->type().kind != TypeKind::kFloat && right->type().kind != TypeKind::kFloat;
  if (!exact || op == Arithmetic::kDivide || op == Arithmetic::kPower) {
    return MakeFloat(op, std::move(left), std::move(right));
  }
  const bool divides = op == Arithmetic::kFloorDivide || op == Arithmetic::kModulo;
  ExpressionPtr made = divides ? MakeExactDivision(op, left, right) : MakeExact(op, left, right);
  if (made != nullptr) return made;
  *mistake = {"type-overflow",
              fmt::format("'{}' of {} and {} needs more than {} digits", NameOf(op),
                          LimitsText(*left), LimitsText(*right), base::kDecimalDigitsMax),
              "limits that keep the result exact",
              "narrow a value by min(), max(), round() or cast(x as int32), or compute in doubles: "
              "cast(x as float)"};
  return nullptr;
}

ExpressionPtr MakeNegation(ExpressionPtr operand) {
  if (operand->is_null_word()) return operand;
  const auto limits = Mirrored(LimitsOf(*operand));
  if (operand->type().kind == TypeKind::kInt && !FitsInt64(*limits)) {
    operand = To(std::move(operand), ValueType::Decimal(WholeDigits(*limits), 0));
  }
  // -(-128) is no int8.
  if (operand->type().kind == TypeKind::kInt) operand = To(std::move(operand), ValueType::Int());
  if (operand->is_constant() && !operand->nullable()) {
    const auto value = kernel::Mutable(operand->Evaluate({}));
    for (int64_t& number : value->ints) number = -number;
    for (Int128& number : value->wide) number = -number;
    for (double& number : value->floats) number = -number;
    return MakeConstant(value, operand->type());
  }
  return std::make_shared<Negation>(std::move(operand));
}

}  // namespace datagen::expression
