#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/decimal.h"
#include "functions/expression/function.h"
#include "functions/expression/rounding.h"

namespace datagen::expression {
namespace {

using base::Int128;
using kernel::Cells;
using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

size_t At(int64_t i) { return static_cast<size_t>(i); }

ExpressionPtr Absolute(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  ExpressionPtr operand = std::move(arguments[0]);
  const Interval limits = LimitsOf(*operand);
  if (operand->type().kind == TypeKind::kInt && !FitsInt64(*Mirrored(limits))) {
    operand = MakeConversion(std::move(operand), ValueType::Decimal(WholeDigits(limits), 0));
  }
  // The size of -128 is no int8.
  if (operand->type().kind == TypeKind::kInt) {
    operand = MakeConversion(std::move(operand), ValueType::Int());
  }
  std::optional<Interval> known = operand->interval();
  if (known) {
    const double size = std::max(std::fabs(known->low), std::fabs(known->high));
    const bool both_signs = known->low < 0 && known->high > 0;
    known = Interval{both_signs ? 0 : std::min(std::fabs(known->low), std::fabs(known->high)), size,
                     known->known};
  }
  const ValueType type = operand->type();
  return MakeRowFunction(
      {std::move(operand)}, type, false,
      [](const Operands& operands, int64_t i, Vector* result) {
        const Vector& from = *operands[0];
        if (from.physical == Physical::kFloat64) {
          result->floats[At(i)] = std::fabs(from.floats[At(i)]);
        } else if (from.physical == Physical::kInt128) {
          const Int128 value = from.wide[At(i)];
          result->wide[At(i)] = value < 0 ? -value : value;
        } else {
          const int64_t value = from.ints[At(i)];
          result->ints[At(i)] = value < 0 ? -value : value;
        }
        return true;
      },
      known);
}

ExpressionPtr Sign(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      std::move(arguments), ValueType::Int(), false,
      [](const Operands& operands, int64_t i, Vector* result) {
        const Vector& from = *operands[0];
        const auto sign = [](auto value) { return (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0); };
        result->ints[At(i)] = from.physical == Physical::kFloat64  ? sign(from.floats[At(i)])
                              : from.physical == Physical::kInt128 ? sign(from.wide[At(i)])
                                                                   : sign(from.ints[At(i)]);
        return true;
      },
      Interval{-1, 1});
}

ExpressionPtr Round(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  if (arguments.size() == 1) return MakeRounding(Rounding::kHalfEven, arguments[0], 0);
  const ExpressionPtr& digits = arguments[1];
  if (!digits->is_constant() || digits->nullable()) {
    return MakeRoundingBy(arguments[0], digits);
  }
  constexpr int64_t kMost = base::kDecimalDigitsMax;
  const int64_t by = std::clamp(digits->Evaluate({})->ints[0], -kMost, kMost);
  return MakeRounding(Rounding::kHalfEven, arguments[0], static_cast<int>(by));
}

template <Rounding rounding>
ExpressionPtr ToWhole(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRounding(rounding, arguments[0], 0);
}

// The rest with the sign of the dividend, as SQL's mod has it; % has the divisor's.
ExpressionPtr Mod(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  if (!Unify(&arguments, mistake)) return nullptr;
  const ValueType type = arguments[0]->type();
  const Interval divisor = LimitsOf(*arguments[1]);
  const double most = std::max(std::fabs(divisor.low), std::fabs(divisor.high));
  std::optional<Interval> limits;
  if (arguments[0]->interval() && arguments[1]->interval()) {
    limits = Interval{std::max(-most, std::min(0.0, arguments[0]->interval()->low)),
                      std::min(most, std::max(0.0, arguments[0]->interval()->high)),
                      arguments[0]->interval()->known && arguments[1]->interval()->known};
  }
  return MakeRowFunction(
      std::move(arguments), type, true,
      [](const Operands& operands, int64_t i, Vector* result) {
        const Vector& a = *operands[0];
        const Vector& b = *operands[1];
        if (a.physical == Physical::kFloat64) {
          // The C library's fmod is exact, so it is the same everywhere.
          result->floats[At(i)] = std::fmod(a.floats[At(i)], b.floats[At(i)]);
          return std::isfinite(result->floats[At(i)]);
        }
        if (a.physical == Physical::kInt128) {
          if (b.wide[At(i)] == 0) return false;
          result->wide[At(i)] = a.wide[At(i)] % b.wide[At(i)];
          return true;
        }
        const int64_t by = b.ints[At(i)];
        if (by == 0) return false;
        result->ints[At(i)] = by == -1 ? 0 : a.ints[At(i)] % by;
        return true;
      },
      limits);
}

}  // namespace

const std::vector<Function>& NumberFunctions() {
  static const auto* functions = new std::vector<Function>{
      {"abs", "abs(x)", "the size without the sign", {Want::kNumber}, 0, false, Absolute},
      {"sign", "sign(x)", "-1, 0 or 1", {Want::kNumber}, 0, false, Sign},
      {"round",
       "round(x, digits = 0)",
       "rounded half to even, exact; negative digits stand before the point",
       {Want::kNumber, Want::kWhole},
       1,
       false,
       Round},
      {"floor",
       "floor(x)",
       "the whole number at or below",
       {Want::kNumber},
       0,
       false,
       ToWhole<Rounding::kDown>},
      {"ceil",
       "ceil(x)",
       "the whole number at or above",
       {Want::kNumber},
       0,
       false,
       ToWhole<Rounding::kUp>},
      {"trunc",
       "trunc(x)",
       "the whole number towards 0",
       {Want::kNumber},
       0,
       false,
       ToWhole<Rounding::kToZero>},
      {"mod",
       "mod(a, b)",
       "the rest of a division with the sign of a, as in SQL (that of `%` has the sign of b)",
       {Want::kNumber, Want::kNumber},
       0,
       false,
       Mod},
  };
  return *functions;
}

}  // namespace datagen::expression
