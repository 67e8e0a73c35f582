#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/decimal.h"
#include "functions/expression/nodes.h"

namespace datagen::expression {

using kernel::TypeKind;
using kernel::ValueType;

namespace {

bool IsString(const ValueType& type) {
  return type.kind == TypeKind::kString || type.kind == TypeKind::kJson;
}
bool IsPoint(const ValueType& type) {
  return type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime;
}

std::optional<ValueType> CommonNumber(const std::vector<ExpressionPtr>& operands) {
  bool ints = true;
  int scale = 0;
  int digits = 1;
  for (const ExpressionPtr& operand : operands) {
    if (operand->type().kind == TypeKind::kFloat) return ValueType::Float();
    ints &= operand->type().kind == TypeKind::kInt;
    scale = std::max(scale, Scale(operand->type()));
    digits = std::max(digits, WholeDigits(*operand));
  }
  if (ints) return ValueType::Int();
  if (digits + scale > base::kDecimalDigitsMax) return std::nullopt;
  return ValueType::Decimal(digits + scale, scale);
}

std::optional<ValueType> CommonOfTwo(const ValueType& a, const ValueType& b) {
  if (a == b) return a;
  if (IsString(a) && IsString(b)) return ValueType::Of(TypeKind::kString);
  if (IsPoint(a) && IsPoint(b)) return ValueType::Of(TypeKind::kDatetime);
  return std::nullopt;
}

}  // namespace

bool Unify(std::vector<ExpressionPtr>* operands, Mistake* mistake) {
  std::vector<ExpressionPtr> typed;
  for (const ExpressionPtr& operand : *operands) {
    if (!operand->is_null_word()) typed.push_back(operand);
  }
  if (typed.empty()) {
    *mistake = {"null-misplaced", "every value is null", "at least one value with a type", ""};
    return false;
  }
  std::optional<ValueType> type = typed.front()->type();
  const bool numbers = std::all_of(typed.begin(), typed.end(), [](const ExpressionPtr& operand) {
    return operand->type().is_numeric();
  });
  for (const ExpressionPtr& operand : typed) {
    const ValueType before = *type;
    if (!numbers) type = CommonOfTwo(before, operand->type());
    if (type && type->kind != TypeKind::kArray) continue;
    mistake->message =
        fmt::format("{} and {} have no common type", before.Name(), operand->type().Name());
    return false;
  }
  if (numbers) type = CommonNumber(typed);
  if (!type) {
    *mistake = {
        "type-overflow",
        fmt::format("together the values need more than {} digits", base::kDecimalDigitsMax), "",
        "narrow one by round() or cast(x as decimal(18,2))"};
    return false;
  }
  for (ExpressionPtr& operand : *operands) operand = MakeConversion(std::move(operand), *type);
  return true;
}

}  // namespace datagen::expression
