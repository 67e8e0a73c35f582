#include "expression/nodes.h"

#include <algorithm>
#include <cmath>

#include "base/status.h"
#include "kernel/cast.h"
#include "random/elementary.h"

namespace datagen::expression {
namespace {

using base::Int128;
using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

// Nulls of the result: where any operand is null.
void MergeNulls(const Vector& operand, Vector* result) {
  if (!operand.has_nulls()) return;
  result->EnsureValid();
  for (size_t i = 0; i < operand.valid.size(); ++i) result->valid[i] &= operand.valid[i];
}

// Sets values at nulls to zero, as Vector requires.
void ClearNulls(Vector* values) {
  if (!values->has_nulls()) return;
  for (int64_t i = 0; i < values->length; ++i) {
    if (!values->IsValid(i)) values->SetNull(i);
  }
}

class Column : public Expression {
 public:
  Column(int slot, const ValueType& type, bool nullable)
      : Expression(type, nullable), slot_(slot) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    return cells.inputs[slot_];
  }

 private:
  int slot_;
};

class Constant : public Expression {
 public:
  Constant(VectorPtr value, const ValueType& type)
      : Expression(type, !value->IsValid(0)), value_(std::move(value)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const auto size = static_cast<size_t>(cells.size());
    auto result = Vector::Make(value_->physical, cells.size());
    switch (value_->physical) {
      case Physical::kInt64:
        result->ints.Assign(size, value_->ints[0]);
        break;
      case Physical::kInt128:
        result->wide.Assign(size, value_->wide[0]);
        break;
      case Physical::kFloat64:
        result->floats.Assign(size, value_->floats[0]);
        break;
      case Physical::kBool:
        result->bools.Assign(size, value_->bools[0]);
        break;
      case Physical::kString:
        result->dictionary = value_->dictionary;
        result->codes.Assign(size, 0);
        break;
      case Physical::kList:
        DATAGEN_CHECK(false);  // there are no array literals
    }
    if (!value_->IsValid(0)) result->valid.Assign(size, 0);
    return result;
  }

 private:
  VectorPtr value_;
};

class Conversion : public Expression {
 public:
  Conversion(ExpressionPtr operand, const ValueType& to)
      : Expression(to, operand->nullable()), operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    return Convert(operand_->Evaluate(cells), operand_->type(), type());
  }

 private:
  ExpressionPtr operand_;
};

// Both operands as numbers of one representation T, combined by a function of two numbers.
template <typename T, typename Combine>
void CombineNumbers(const base::Buffer<T>& left, const base::Buffer<T>& right, base::Buffer<T>* out,
                    Combine combine) {
  const size_t size = left.size();
  for (size_t i = 0; i < size; ++i) (*out)[i] = combine(left[i], right[i]);
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

// + - * where both operands already have the representation of the result.
class ExactArithmetic : public Expression {
 public:
  ExactArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right, const ValueType& type)
      : Expression(type, left->nullable() || right->nullable()),
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
      if (op_ == Arithmetic::kAdd) combine(AddInts);
      if (op_ == Arithmetic::kSubtract) combine(SubtractInts);
      if (op_ == Arithmetic::kMultiply) combine(MultiplyInts);
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

class IntModulo : public Expression {
 public:
  IntModulo(ExpressionPtr left, ExpressionPtr right)
      : Expression(ValueType::Int(), true), left_(std::move(left)), right_(std::move(right)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr left = left_->Evaluate(cells);
    const VectorPtr right = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kInt64, cells.size());
    MergeNulls(*left, result.get());
    MergeNulls(*right, result.get());
    for (int64_t i = 0; i < cells.size(); ++i) {
      const auto k = static_cast<size_t>(i);
      const int64_t divisor = right->ints[k];
      if (divisor == 0) {
        result->SetNull(i);
      } else if (divisor == -1) {
        result->ints[k] = 0;  // INT64_MIN % -1 would trap
      } else {
        // The sign of the divisor, as Python and SQL's mathematical modulo.
        const int64_t rest = left->ints[k] % divisor;
        result->ints[k] = rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest;
      }
    }
    ClearNulls(result.get());
    return result;
  }

 private:
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class FloatArithmetic : public Expression {
 public:
  FloatArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right)
      : Expression(ValueType::Float(), left->nullable() || right->nullable() ||
                                           op == Arithmetic::kDivide || op == Arithmetic::kModulo ||
                                           op == Arithmetic::kPower),
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
    if (op_ == Arithmetic::kModulo) {
      combine([](double a, double b) { return a - b * std::floor(a / b); });
    }
    if (op_ == Arithmetic::kPower) combine(random::Power);
    MergeNulls(*left, result.get());
    MergeNulls(*right, result.get());
    // What is no finite number (x / 0, 0 ** -1, overflow) is null.
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (!std::isfinite(result->floats[static_cast<size_t>(i)])) result->SetNull(i);
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
      : Expression(operand->type(), operand->nullable()), operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = operand_->Evaluate(cells);
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
};

template <typename Get>
void CompareAll(Comparison op, int64_t count, Vector* result, Get three_way) {
  for (int64_t i = 0; i < count; ++i) {
    const int order = three_way(i);
    bool holds = false;
    switch (op) {
      case Comparison::kEqual:
        holds = order == 0;
        break;
      case Comparison::kNotEqual:
        holds = order != 0;
        break;
      case Comparison::kLess:
        holds = order < 0;
        break;
      case Comparison::kLessEqual:
        holds = order <= 0;
        break;
      case Comparison::kGreater:
        holds = order > 0;
        break;
      case Comparison::kGreaterEqual:
        holds = order >= 0;
        break;
    }
    result->bools[static_cast<size_t>(i)] = holds ? 1 : 0;
  }
}

template <typename T>
int Order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

class ComparisonNode : public Expression {
 public:
  ComparisonNode(Comparison op, ExpressionPtr left, ExpressionPtr right)
      : Expression(ValueType::Of(TypeKind::kBool), left->nullable() || right->nullable()),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr a = left_->Evaluate(cells);
    const VectorPtr b = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kBool, cells.size());
    const auto compare = [&](auto get) { CompareAll(op_, cells.size(), result.get(), get); };
    const auto at = [](int64_t i) { return static_cast<size_t>(i); };
    switch (a->physical) {
      case Physical::kInt64:
        compare([&](int64_t i) { return Order(a->ints[at(i)], b->ints[at(i)]); });
        break;
      case Physical::kInt128:
        compare([&](int64_t i) { return Order(a->wide[at(i)], b->wide[at(i)]); });
        break;
      case Physical::kFloat64:
        compare([&](int64_t i) { return Order(a->floats[at(i)], b->floats[at(i)]); });
        break;
      case Physical::kBool:
        compare([&](int64_t i) { return Order(a->bools[at(i)], b->bools[at(i)]); });
        break;
      case Physical::kString:
        compare([&](int64_t i) { return Order(a->String(i), b->String(i)); });
        break;
      case Physical::kList:
        DATAGEN_CHECK(false);  // Compile refuses arrays
    }
    MergeNulls(*a, result.get());
    MergeNulls(*b, result.get());
    ClearNulls(result.get());
    return result;
  }

 private:
  Comparison op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class NullTest : public Expression {
 public:
  NullTest(ExpressionPtr operand, bool is_null)
      : Expression(ValueType::Of(TypeKind::kBool), false),
        operand_(std::move(operand)),
        is_null_(is_null) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = operand_->Evaluate(cells);
    auto result = Vector::Make(Physical::kBool, cells.size());
    for (int64_t i = 0; i < cells.size(); ++i) {
      result->bools[static_cast<size_t>(i)] = values->IsValid(i) != is_null_ ? 1 : 0;
    }
    return result;
  }

 private:
  ExpressionPtr operand_;
  bool is_null_;
};

class LogicNode : public Expression {
 public:
  LogicNode(Logic op, ExpressionPtr left, ExpressionPtr right)
      : Expression(ValueType::Of(TypeKind::kBool), left->nullable() || right->nullable()),
        op_(op),
        left_(std::move(left)),
        right_(std::move(right)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr a = left_->Evaluate(cells);
    const VectorPtr b = right_->Evaluate(cells);
    auto result = Vector::Make(Physical::kBool, cells.size());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      result->bools[i] = op_ == Logic::kAnd ? a->bools[i] & b->bools[i] : a->bools[i] | b->bools[i];
    }
    MergeNulls(*a, result.get());
    MergeNulls(*b, result.get());
    ClearNulls(result.get());
    return result;
  }

 private:
  Logic op_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class Not : public Expression {
 public:
  explicit Not(ExpressionPtr operand)
      : Expression(operand->type(), operand->nullable()), operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr values = operand_->Evaluate(cells);
    auto result = Vector::Make(Physical::kBool, cells.size());
    for (size_t i = 0; i < static_cast<size_t>(cells.size()); ++i) {
      result->bools[i] = values->bools[i] ^ 1;
    }
    MergeNulls(*values, result.get());
    ClearNulls(result.get());
    return result;
  }

 private:
  ExpressionPtr operand_;
};

class If : public Expression {
 public:
  If(ExpressionPtr condition, ExpressionPtr yes, ExpressionPtr no)
      : Expression(yes->type(), yes->nullable() || no->nullable()),
        condition_(std::move(condition)),
        yes_(std::move(yes)),
        no_(std::move(no)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    const VectorPtr condition = condition_->Evaluate(cells);
    const VectorPtr yes = yes_->Evaluate(cells);
    const VectorPtr no = no_->Evaluate(cells);
    auto result = Vector::Make(yes->physical, cells.size());
    const bool nulls = yes->has_nulls() || no->has_nulls();
    if (nulls) result->EnsureValid();
    for (int64_t i = 0; i < cells.size(); ++i) {
      const auto k = static_cast<size_t>(i);
      // A null condition is not true.
      const Vector& chosen = condition->bools[k] != 0 ? *yes : *no;
      const bool valid = chosen.IsValid(i);
      if (nulls) result->valid[k] = valid ? 1 : 0;
      switch (result->physical) {
        case Physical::kInt64:
          result->ints[k] = chosen.ints[k];
          break;
        case Physical::kInt128:
          result->wide[k] = chosen.wide[k];
          break;
        case Physical::kFloat64:
          result->floats[k] = chosen.floats[k];
          break;
        case Physical::kBool:
          result->bools[k] = chosen.bools[k];
          break;
        case Physical::kString:
          result->strings.Append(valid ? chosen.String(i) : std::string_view());
          break;
        case Physical::kList:
          DATAGEN_CHECK(false);  // Compile refuses arrays
      }
    }
    return result;
  }

 private:
  ExpressionPtr condition_;
  ExpressionPtr yes_;
  ExpressionPtr no_;
};

class RowFunctionNode : public Expression {
 public:
  RowFunctionNode(std::vector<ExpressionPtr> operands, const ValueType& type, bool nullable,
                  RowFunction fill)
      : Expression(type, nullable), operands_(std::move(operands)), fill_(std::move(fill)) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    std::vector<VectorPtr> values;
    for (const ExpressionPtr& operand : operands_) values.push_back(operand->Evaluate(cells));
    auto result = Vector::Make(type().physical(), cells.size());
    for (const VectorPtr& operand : values) MergeNulls(*operand, result.get());
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (!result->IsValid(i) || !fill_(values, i, result.get())) result->SetNull(i);
      if (result->physical == Physical::kString) result->strings.EndString();
    }
    return result;
  }

 private:
  std::vector<ExpressionPtr> operands_;
  RowFunction fill_;
};

int WholeDigits(const ValueType& type) {
  constexpr int kInt64Digits = 19;
  return type.kind == TypeKind::kInt ? kInt64Digits : type.precision - type.scale;
}
int Scale(const ValueType& type) { return type.kind == TypeKind::kDecimal ? type.scale : 0; }

ExpressionPtr To(ExpressionPtr operand, const ValueType& type) {
  return MakeConversion(std::move(operand), type);
}

}  // namespace

VectorPtr Convert(VectorPtr values, const ValueType& from, const ValueType& to) {
  int64_t saturated = 0;
  return kernel::Cast(std::move(values), from, to, &saturated);
}

ExpressionPtr MakeColumn(int slot, const ValueType& type, bool nullable) {
  return std::make_unique<Column>(slot, type, nullable);
}

ExpressionPtr MakeConstant(VectorPtr value, const ValueType& type) {
  return std::make_unique<Constant>(std::move(value), type);
}

ExpressionPtr MakeConversion(ExpressionPtr operand, const ValueType& to) {
  if (operand->type() == to) return operand;
  return std::make_unique<Conversion>(std::move(operand), to);
}

ExpressionPtr MakeArithmetic(Arithmetic op, ExpressionPtr left, ExpressionPtr right) {
  const ValueType a = left->type();
  const ValueType b = right->type();
  const bool exact_op =
      op == Arithmetic::kAdd || op == Arithmetic::kSubtract || op == Arithmetic::kMultiply;
  const bool exact = a.kind != TypeKind::kFloat && b.kind != TypeKind::kFloat;
  const bool ints = a.kind == TypeKind::kInt && b.kind == TypeKind::kInt;
  if (exact && op == Arithmetic::kModulo && ints) {
    return std::make_unique<IntModulo>(std::move(left), std::move(right));
  }
  if (!exact || !exact_op) {
    return std::make_unique<FloatArithmetic>(op, To(std::move(left), ValueType::Float()),
                                             To(std::move(right), ValueType::Float()));
  }
  if (ints) {
    return std::make_unique<ExactArithmetic>(op, To(std::move(left), ValueType::Int()),
                                             To(std::move(right), ValueType::Int()),
                                             ValueType::Int());
  }
  if (op == Arithmetic::kMultiply) {
    const int scale = Scale(a) + Scale(b);
    if (scale > base::kDecimalDigitsMax) {
      return std::make_unique<FloatArithmetic>(op, To(std::move(left), ValueType::Float()),
                                               To(std::move(right), ValueType::Float()));
    }
    const int precision =
        std::min(base::kDecimalDigitsMax, WholeDigits(a) + WholeDigits(b) + scale);
    return std::make_unique<ExactArithmetic>(
        op, To(std::move(left), ValueType::Decimal(precision, Scale(a))),
        To(std::move(right), ValueType::Decimal(precision, Scale(b))),
        ValueType::Decimal(precision, scale));
  }
  const int scale = std::max(Scale(a), Scale(b));
  const int precision =
      std::min(base::kDecimalDigitsMax, std::max(WholeDigits(a), WholeDigits(b)) + scale + 1);
  const ValueType type = ValueType::Decimal(precision, scale);
  return std::make_unique<ExactArithmetic>(op, To(std::move(left), type),
                                           To(std::move(right), type), type);
}

ExpressionPtr MakeNegation(ExpressionPtr operand) {
  return std::make_unique<Negation>(std::move(operand));
}

ExpressionPtr MakeComparison(Comparison op, ExpressionPtr left, ExpressionPtr right) {
  return std::make_unique<ComparisonNode>(op, std::move(left), std::move(right));
}

ExpressionPtr MakeNullTest(ExpressionPtr operand, bool is_null) {
  return std::make_unique<NullTest>(std::move(operand), is_null);
}

ExpressionPtr MakeLogic(Logic op, ExpressionPtr left, ExpressionPtr right) {
  return std::make_unique<LogicNode>(op, std::move(left), std::move(right));
}

ExpressionPtr MakeNot(ExpressionPtr operand) { return std::make_unique<Not>(std::move(operand)); }

ExpressionPtr MakeIf(ExpressionPtr condition, ExpressionPtr yes, ExpressionPtr no) {
  return std::make_unique<If>(std::move(condition), std::move(yes), std::move(no));
}

ExpressionPtr MakeRowFunction(std::vector<ExpressionPtr> operands, const ValueType& type,
                              bool nullable, RowFunction fill) {
  for (const ExpressionPtr& operand : operands) nullable |= operand->nullable();
  return std::make_unique<RowFunctionNode>(std::move(operands), type, nullable, std::move(fill));
}

}  // namespace datagen::expression
