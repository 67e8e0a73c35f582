#include <algorithm>
#include <cmath>

#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using kernel::Cells;
using kernel::Physical;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

ExpressionPtr If(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  std::vector<ExpressionPtr> results{arguments[1], arguments[2]};
  if (!Unify(&results, mistake)) return nullptr;
  return MakeIf(arguments[0], results[0], results[1]);
}

ExpressionPtr Coalesce(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  if (!Unify(&arguments, mistake)) return nullptr;
  ExpressionPtr made = arguments.back();
  for (size_t k = arguments.size() - 1; k-- > 0;) made = MakeCoalesce(arguments[k], made);
  return made;
}

ExpressionPtr NullIf(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  const ExpressionPtr first = arguments[0];
  if (!Unify(&arguments, mistake)) return nullptr;
  const ValueType type = first->is_null_word() ? arguments[0]->type() : first->type();
  ExpressionPtr equal = MakeComparison(Comparison::kEqual, arguments[0], arguments[1]);
  return MakeIf(std::move(equal), MakeConversion(MakeNullWord(), type),
                MakeConversion(first, type));
}

// Calls visit(less, take) where less(a, b) compares rows of two vectors and take(from) copies one.
template <typename Visit>
void WithValues(Physical physical, int64_t i, Vector* result, Visit visit) {
  const auto k = static_cast<size_t>(i);
  switch (physical) {
    case Physical::kInt64:
      visit([=](const Vector& a, const Vector& b) { return a.ints[k] < b.ints[k]; },
            [=](const Vector& from) { result->ints[k] = from.ints[k]; });
      break;
    case Physical::kInt128:
      visit([=](const Vector& a, const Vector& b) { return a.wide[k] < b.wide[k]; },
            [=](const Vector& from) { result->wide[k] = from.wide[k]; });
      break;
    case Physical::kFloat64:
      visit([=](const Vector& a, const Vector& b) { return a.floats[k] < b.floats[k]; },
            [=](const Vector& from) { result->floats[k] = from.floats[k]; });
      break;
    case Physical::kBool:
      visit([=](const Vector& a, const Vector& b) { return a.bools[k] < b.bools[k]; },
            [=](const Vector& from) { result->bools[k] = from.bools[k]; });
      break;
    case Physical::kString:
      visit([=](const Vector& a, const Vector& b) { return a.String(i) < b.String(i); },
            [=](const Vector& from) {
              const std::string_view text = from.String(i);
              result->strings.chars().Append(text.data(), text.size());
            });
      break;
    case Physical::kList:
      break;  // Unify refuses arrays
  }
}

// The least or the greatest of a row's values; nulls are left out or decide.
class Extreme : public Expression {
 public:
  Extreme(std::vector<ExpressionPtr> operands, bool greatest, bool skips_nulls)
      : Expression(operands[0]->type(), Nullable(operands, skips_nulls),
                   Limits(operands, greatest, skips_nulls)),
        operands_(std::move(operands)),
        greatest_(greatest),
        skips_nulls_(skips_nulls) {}

  [[nodiscard]] VectorPtr Evaluate(const Cells& cells) const override {
    std::vector<VectorPtr> values;
    values.reserve(operands_.size());
    for (const ExpressionPtr& operand : operands_) {
      values.push_back(Spread(operand->Evaluate(cells), cells.size()));
    }
    auto result = Vector::Make(type().physical(), cells.size());
    for (int64_t i = 0; i < cells.size(); ++i) {
      WithValues(result->physical, i, result.get(), [&](auto less, auto take) {
        const Vector* best = nullptr;
        for (const VectorPtr& value : values) {
          if (!value->IsValid(i)) {
            if (skips_nulls_) continue;
            best = nullptr;
            break;
          }
          const bool better =
              best == nullptr || (greatest_ ? less(*best, *value) : less(*value, *best));
          if (better) best = value.get();
        }
        if (best == nullptr) {
          result->SetNull(i);
        } else {
          take(*best);
        }
      });
      if (result->physical == Physical::kString) result->strings.EndString();
    }
    return result;
  }

 private:
  static bool Nullable(const std::vector<ExpressionPtr>& operands, bool skips_nulls) {
    size_t count = 0;
    for (const ExpressionPtr& operand : operands) count += operand->nullable() ? 1 : 0;
    return skips_nulls ? count == operands.size() : count > 0;
  }

  static std::optional<Interval> Limits(const std::vector<ExpressionPtr>& operands, bool greatest,
                                        bool skips_nulls) {
    const bool ordered = operands[0]->type().is_numeric() || operands[0]->type().is_temporal();
    if (!ordered) return std::nullopt;
    // min(a, b) is at least the lower of the two low limits and at most the lower of the high ones,
    // unless a null is left out: then any of them may be the only one.
    const bool each = std::none_of(operands.begin(), operands.end(), [&](const auto& operand) {
      return skips_nulls && operand->nullable();
    });
    Interval limits = LimitsOf(*operands[0]);
    for (const ExpressionPtr& operand : operands) limits.known &= LimitsOf(*operand).known;
    for (const ExpressionPtr& operand : operands) {
      const Interval other = LimitsOf(*operand);
      const bool low_rises = each && greatest;
      const bool high_falls = each && !greatest;
      limits.low = low_rises ? std::max(limits.low, other.low) : std::min(limits.low, other.low);
      limits.high =
          high_falls ? std::min(limits.high, other.high) : std::max(limits.high, other.high);
    }
    if (!std::isfinite(limits.low) || !std::isfinite(limits.high)) return std::nullopt;
    return limits;
  }

  std::vector<ExpressionPtr> operands_;
  bool greatest_;
  bool skips_nulls_;
};

template <bool greatest, bool skips_nulls>
ExpressionPtr MakeExtreme(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  if (!Unify(&arguments, mistake)) return nullptr;
  return std::make_shared<Extreme>(std::move(arguments), greatest, skips_nulls);
}

double BytesOfLongest(const std::vector<TextSize>& arguments) {
  double most = 0;
  for (const TextSize& argument : arguments) most = std::max(most, argument.bytes);
  return most;
}

}  // namespace

const std::vector<Function>& ChoiceFunctions() {
  static const auto* functions = new std::vector<Function>{
      {"if",
       "if(condition, a, b)",
       "a where the condition is true, else b (also where it is null)",
       {Want::kCondition, Want::kAny, Want::kAny},
       0,
       false,
       If,
       BytesOfLongest},
      {"coalesce",
       "coalesce(a, b, …)",
       "the first that is not null",
       {Want::kAny, Want::kAny},
       0,
       true,
       Coalesce,
       BytesOfLongest},
      {"nullif",
       "nullif(a, b)",
       "null where both are equal, else a",
       {Want::kAny, Want::kAny},
       0,
       false,
       NullIf,
       BytesOfLongest},
      {"min",
       "min(a, b, …)",
       "the least of its arguments; null where one is null",
       {Want::kAny, Want::kAny},
       0,
       true,
       MakeExtreme<false, false>,
       BytesOfLongest},
      {"max",
       "max(a, b, …)",
       "the greatest of its arguments; null where one is null",
       {Want::kAny, Want::kAny},
       0,
       true,
       MakeExtreme<true, false>,
       BytesOfLongest},
      {"least",
       "least(a, b, …)",
       "the least of its arguments that are not null, as in SQL",
       {Want::kAny, Want::kAny},
       0,
       true,
       MakeExtreme<false, true>,
       BytesOfLongest},
      {"greatest",
       "greatest(a, b, …)",
       "the greatest of its arguments that are not null",
       {Want::kAny, Want::kAny},
       0,
       true,
       MakeExtreme<true, true>,
       BytesOfLongest},
  };
  return *functions;
}

}  // namespace datagen::expression
