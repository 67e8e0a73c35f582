#include "functions/expression/nodes.h"

#include "foundation/base/status.h"
#include "functions/kernel/cast.h"

namespace datagen::expression {
namespace {

using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

class Column : public Expression {
 public:
  Column(int slot, const ValueType& type, bool nullable, std::optional<Interval> interval)
      : Expression(type, nullable, interval), slot_(slot) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    return cells.inputs[slot_];
  }

 private:
  int slot_;
};

std::optional<Interval> IntervalOf(const VectorPtr& value, const ValueType& type) {
  if (!type.is_numeric() || !value->IsValid(0)) return std::nullopt;
  const double number = Convert(value, type, ValueType::Float())->floats[0];
  return Interval{number, number};
}

class Constant : public Expression {
 public:
  Constant(VectorPtr value, const ValueType& type)
      : Expression(type, !value->IsValid(0), IntervalOf(value, type)), value_(std::move(value)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& /*cells*/) const override { return value_; }
  [[nodiscard]] bool is_constant() const override { return true; }

 private:
  VectorPtr value_;
};

class Conversion : public Expression {
 public:
  Conversion(ExpressionPtr operand, const ValueType& to)
      : Expression(to, operand->nullable(), operand->interval()), operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    return Convert(operand_->Evaluate(cells), operand_->type(), type());
  }

 private:
  ExpressionPtr operand_;
};

// Values that need no change to be of another type.
class Retyped : public Expression {
 public:
  Retyped(ExpressionPtr operand, const ValueType& to)
      : Expression(to, operand->nullable(), operand->interval()), operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    return operand_->Evaluate(cells);
  }

 private:
  ExpressionPtr operand_;
};

// Whether an integer is the same number of units as a decimal without fraction, known to fit.
bool NeedsNoChange(const Expression& operand, const ValueType& to) {
  const bool same_units = operand.type().kind == TypeKind::kInt && to.kind == TypeKind::kDecimal &&
                          to.scale == 0 && to.physical() == Physical::kInt64;
  if (!same_units || !operand.interval()) return false;
  const auto limit = static_cast<double>(base::PowerOfTen(to.precision) - 1);
  return operand.interval()->low >= -limit && operand.interval()->high <= limit;
}

class SpreadNode : public Expression {
 public:
  explicit SpreadNode(ExpressionPtr operand)
      : Expression(operand->type(), operand->nullable(), operand->interval()),
        operand_(std::move(operand)) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    return Spread(operand_->Evaluate(cells), cells.size());
  }

 private:
  ExpressionPtr operand_;
};

}  // namespace

void MergeNulls(const Vector& operand, Vector* result) {
  if (!operand.has_nulls()) return;
  result->EnsureValid();
  const size_t step = operand.length == result->length ? 1 : 0;
  for (size_t i = 0; i < result->valid.size(); ++i) result->valid[i] &= operand.valid[i * step];
}

void ClearNulls(Vector* values) {
  if (!values->has_nulls()) return;
  for (int64_t i = 0; i < values->length; ++i) {
    if (!values->IsValid(i)) values->SetNull(i);
  }
}

VectorPtr Spread(VectorPtr values, int64_t count) {
  if (values->length == count) return values;
  const auto size = static_cast<size_t>(count);
  auto result = Vector::Make(values->physical, count);
  switch (values->physical) {
    case Physical::kInt64:
      result->ints.Assign(size, values->ints[0]);
      break;
    case Physical::kInt128:
      result->wide.Assign(size, values->wide[0]);
      break;
    case Physical::kFloat64:
      result->floats.Assign(size, values->floats[0]);
      break;
    case Physical::kBool:
      result->bools.Assign(size, values->bools[0]);
      break;
    case Physical::kString:
      if (values->dictionary != nullptr) {
        result->dictionary = values->dictionary;
        result->codes.Assign(size, values->codes[0]);
      } else {
        for (size_t i = 0; i < size; ++i) result->strings.Append(values->strings[0]);
      }
      break;
    case Physical::kList:
      DATAGEN_CHECK(false);  // there are no array literals
  }
  if (!values->IsValid(0)) result->valid.Assign(size, 0);
  return result;
}

VectorPtr Convert(VectorPtr values, const ValueType& from, const ValueType& to) {
  int64_t saturated = 0;
  return kernel::Cast(std::move(values), from, to, &saturated);
}

ExpressionPtr MakeColumn(int slot, const ValueType& type, bool nullable,
                         std::optional<Interval> interval) {
  return std::make_unique<Column>(slot, type, nullable, interval);
}

ExpressionPtr MakeConstant(VectorPtr value, const ValueType& type) {
  return std::make_unique<Constant>(std::move(value), type);
}

ExpressionPtr MakeConversion(ExpressionPtr operand, const ValueType& to) {
  if (operand->type() == to) return operand;
  if (operand->is_constant()) {
    return MakeConstant(Convert(operand->Evaluate({}), operand->type(), to), to);
  }
  if (NeedsNoChange(*operand, to)) return std::make_unique<Retyped>(std::move(operand), to);
  return std::make_unique<Conversion>(std::move(operand), to);
}

ExpressionPtr MakeSpread(ExpressionPtr operand) {
  if (!operand->is_constant()) return operand;
  return std::make_unique<SpreadNode>(std::move(operand));
}

}  // namespace datagen::expression
