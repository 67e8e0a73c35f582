#include "functions/expression/nodes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal.h"
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
  if (!value->IsValid(0)) return std::nullopt;
  if (type.is_temporal()) {
    const auto point = static_cast<double>(value->ints[0]);
    return Widened({point, point});
  }
  if (!type.is_numeric()) return std::nullopt;
  int64_t saturated = 0;
  const double number = kernel::Cast(value, type, ValueType::Float(), &saturated)->floats[0];
  const Interval point{number, number};
  if (type.kind == TypeKind::kFloat) return point;
  return Scale(type) > 0 ? WidenedAll(point) : Widened(point);
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

// What `to` can hold of the values.
std::optional<Interval> WithinType(const std::optional<Interval>& limits, const ValueType& from,
                                   const ValueType& to) {
  if (!limits) return std::nullopt;
  Interval scaled = *limits;
  if (from.kind == TypeKind::kDate && to.kind == TypeKind::kDatetime) {
    scaled = {scaled.low * base::kMicrosPerDay, scaled.high * base::kMicrosPerDay};
  } else if (from.kind == TypeKind::kDatetime && to.kind == TypeKind::kDate) {
    // In whole numbers: a double rounds the last moment of a day to the next one.
    const auto day = [&](double micros) {
      const Interval calendar = LimitsOfType(from);
      const double kept = std::clamp(std::floor(micros), calendar.low, calendar.high);
      return static_cast<double>(
          base::FloorDivide(static_cast<int64_t>(kept), base::kMicrosPerDay));
    };
    scaled = {day(scaled.low), day(scaled.high)};
  } else if (!to.is_numeric() && from.kind != to.kind) {
    return std::nullopt;
  }
  if (to.kind == TypeKind::kInt) scaled = {std::floor(scaled.low), std::ceil(scaled.high)};
  if (to.kind == TypeKind::kDecimal && (from.kind == TypeKind::kFloat || Scale(from) > to.scale)) {
    const double unit = 1 / static_cast<double>(base::PowerOfTen(to.scale));
    scaled = {scaled.low - unit, scaled.high + unit};
    scaled = IsLong(to) ? WidenedAll(scaled) : Widened(scaled);
  }
  if (to.kind == TypeKind::kFloat && to.bits == 32) {
    constexpr double kFloat32 = std::numeric_limits<float>::max();
    constexpr double kSlack = 1e-6;
    return Interval{std::clamp(scaled.low - std::fabs(scaled.low) * kSlack, -kFloat32, kFloat32),
                    std::clamp(scaled.high + std::fabs(scaled.high) * kSlack, -kFloat32, kFloat32),
                    limits->known};
  }
  scaled.known = limits->known;
  return KeptWithin(scaled, to);
}

class Conversion : public Expression {
 public:
  Conversion(ExpressionPtr operand, const ValueType& to, Misfits misfits)
      : Expression(to, operand->nullable(), WithinType(operand->interval(), operand->type(), to)),
        operand_(std::move(operand)),
        misfits_(misfits) {
    if (to.kind == TypeKind::kFloat && to.bits == 64) ratio_ = RatioOf(operand_);
  }
  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    VectorPtr values = operand_->Evaluate(cells);
    int64_t* counted = misfits_ == Misfits::kTold ? cells.saturated : cells.nearest;
    if (cells.taken != nullptr && misfits_ == Misfits::kNearest && counted != nullptr) {
      *counted += MisfitsTaken(*values, cells);
      counted = nullptr;
    }
    int64_t unseen = 0;
    return kernel::Cast(std::move(values), operand_->type(), type(),
                        counted != nullptr ? counted : &unseen);
  }
  [[nodiscard]] const Ratio* ratio() const override { return ratio_ ? &*ratio_ : nullptr; }

 private:
  [[nodiscard]] int64_t MisfitsTaken(const Vector& values, const Cells& cells) const {
    std::vector<int64_t> positions;
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (cells.taken[i] != 0) positions.push_back(values.length == cells.size() ? i : 0);
    }
    int64_t misfits = 0;
    const auto count = static_cast<int64_t>(positions.size());
    kernel::Cast(kernel::Take(values, positions.data(), count), operand_->type(), type(), &misfits);
    return misfits;
  }

  ExpressionPtr operand_;
  Misfits misfits_;
  std::optional<Ratio> ratio_;
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
  const auto limit = static_cast<double>(base::PowerOfTen(to.precision));
  return operand.interval()->low > -limit && operand.interval()->high < limit;
}

VectorPtr NullOf(const ValueType& type) {
  auto null = Vector::Make(type.physical(), 1);
  if (null->physical == Physical::kString) {
    null->dictionary = kernel::MakeDictionary({""});
    null->codes.Assign(1, 0);
  }
  null->SetNull(0);
  return null;
}

class NullWord : public Expression {
 public:
  NullWord() : Expression(ValueType::Int(), true) {}
  [[nodiscard]] VectorPtr Evaluate(const Cells& /*cells*/) const override { return NullOf(type()); }
  [[nodiscard]] bool is_constant() const override { return true; }
  [[nodiscard]] bool is_null_word() const override { return true; }
};

ExpressionPtr MakeNull(const ValueType& type) { return MakeConstant(NullOf(type), type); }

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

ExpressionPtr MakeColumn(int slot, const ValueType& type, bool nullable,
                         std::optional<Interval> interval) {
  return std::make_shared<Column>(slot, type, nullable, interval);
}

ExpressionPtr MakeConstant(VectorPtr value, const ValueType& type) {
  return std::make_shared<Constant>(std::move(value), type);
}

ExpressionPtr MakeNullWord() { return std::make_shared<NullWord>(); }

ExpressionPtr MakeConversion(ExpressionPtr operand, const ValueType& to, Misfits misfits) {
  if (operand->is_null_word()) return MakeNull(to);
  if (operand->type() == to) return operand;
  if (operand->ratio() != nullptr && (to.kind == TypeKind::kDecimal || to.kind == TypeKind::kInt)) {
    ExpressionPtr rounded =
        MakeRounded(*operand->ratio(), to, operand->nullable(),
                    WithinType(operand->interval(), operand->type(), to), misfits);
    if (rounded != nullptr) return rounded;
  }
  if (ExpressionPtr pushed = operand->ConvertedTo(to, misfits)) return pushed;
  if (operand->is_constant()) {
    int64_t saturated = 0;
    VectorPtr value = kernel::Cast(operand->Evaluate({}), operand->type(), to, &saturated);
    if (saturated == 0) return MakeConstant(std::move(value), to);
    operand = MakeSpread(std::move(operand));  // counted in every row
  }
  if (NeedsNoChange(*operand, to)) return std::make_shared<Retyped>(std::move(operand), to);
  return std::make_shared<Conversion>(std::move(operand), to, misfits);
}

ExpressionPtr MakeExactConversion(ExpressionPtr operand, const ValueType& to) {
  if (operand->ratio() == nullptr && operand->ConvertedTo(to, Misfits::kTold) == nullptr) {
    return operand;
  }
  return MakeConversion(std::move(operand), to);
}

ExpressionPtr MakeSpread(ExpressionPtr operand) {
  if (!operand->is_constant()) return operand;
  return std::make_shared<SpreadNode>(std::move(operand));
}

}  // namespace datagen::expression
