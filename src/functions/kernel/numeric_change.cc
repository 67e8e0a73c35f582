#include "functions/kernel/numeric_change.h"

#include <fmt/format.h>

namespace datagen::kernel {

const char* const kOperandSchema = R"json({"type": ["number", "string"]})json";

bool RequireNumbers(BindContext& context, const base::Place& where, std::string_view modifier,
                    const ValueType& type) {
  if (!type.is_numeric()) {
    context.Error("wrong-column-type", where,
                  fmt::format("{} changes numbers, but the values are {}", modifier, type.Name()),
                  {.given = type.Name(), .expected = "numbers"});
    return false;
  }
  constexpr int kExactDigits = 15;
  if (type.kind == TypeKind::kDecimal && type.precision > kExactDigits) {
    context.Error("decimal-too-wide", where,
                  fmt::format("{} computes in 64-bit floating point, exact to {} digits, but "
                              "the values are {}",
                              modifier, kExactDigits, type.Name()),
                  {.hint = "use an expression, which is exact, or a smaller decimal"});
    return false;
  }
  return true;
}

std::shared_ptr<Vector> MutableFloats(VectorPtr values, const ValueType& type) {
  int64_t saturated = 0;
  return Mutable(Cast(std::move(values), type, ValueType::Float(), &saturated));
}

std::optional<Operand> Operand::Read(BindContext& context, const base::Json& json) {
  Operand operand;
  if (const auto number = json.AsDouble()) {
    operand.constant = *number;
    operand.min = *number;
    operand.max = *number;
    return operand;
  }
  if (!json.is_string()) {
    context.Error("wrong-json-type", json, fmt::format("operand is {}", json.Excerpt()),
                  {.expected = "a number or the name of a column"});
    return std::nullopt;
  }
  const auto column = context.UseColumn(json, json.text());
  if (!column) return std::nullopt;
  if (!column->type.is_numeric()) {
    context.Error("wrong-column-type", json,
                  fmt::format("column '{}' is {}", json.text(), column->type.Name()),
                  {.expected = "numbers"});
    return std::nullopt;
  }
  operand.slot = column->slot;
  operand.type = column->type;
  operand.nullable = column->nullable;
  operand.null_by_design = column->null_by_design;
  operand.min = column->domain->min;
  operand.max = column->domain->max;
  return operand;
}

VectorPtr Operand::Values(const Cells& cells) const {
  if (slot < 0) return nullptr;
  int64_t saturated = 0;
  return Cast(cells.inputs[slot], type, ValueType::Float(), &saturated);
}

}  // namespace datagen::kernel
