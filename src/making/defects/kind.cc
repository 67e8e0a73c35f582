#include "making/defects/kind.h"

#include <fmt/format.h>

#include "defect_kinds.h"  // made by CMake: ListDefectKinds()
#include "functions/kernel/cast.h"
#include "making/sinks/text_values.h"

namespace datagen::defects {

using kernel::Physical;
using kernel::Vector;

const std::vector<const KindInfo*>& Kinds() {
  static const auto* kinds = new std::vector<const KindInfo*>(ListDefectKinds());
  return *kinds;
}

const plan::Column& Target::planned(size_t i) const {
  const plan::Node& table = engine->plan().nodes[static_cast<size_t>(node)];
  return table.columns[static_cast<size_t>(table.Find(column(i).name))];
}

void Target::Refuse(size_t i, const std::string& expected) const {
  diagnostics->Error("defect-type-mismatch", where,
                     fmt::format("column '{}' is {}", column(i).name, column(i).type.Name()),
                     {.expected = expected});
}

std::string TextOf(const Vector& values, int64_t i, const kernel::ValueType& type) {
  base::Buffer<char> text;
  if (type.kind == kernel::TypeKind::kArray) {
    sinks::AppendJsonValue(values, i, type, &text);
  } else if (type.kind == kernel::TypeKind::kBinary) {
    sinks::AppendHex(values.String(i), &text);
  } else {
    kernel::AppendText(values, i, type, &text);
  }
  return {text.data(), text.size()};
}

Value NullOf(const Value& like) {
  auto value = Vector::Make(like->physical, 1);
  if (like->physical == Physical::kString) value->strings.Append("");
  if (like->physical == Physical::kList) {
    const int64_t nowhere = -1;
    return kernel::Take(*like, &nowhere, 1);
  }
  value->EnsureValid();
  value->valid[0] = 0;
  return value;
}

Value TextValue(const std::string& text) {
  auto value = std::make_shared<Vector>();
  value->physical = Physical::kString;
  value->length = 1;
  value->strings.Append(text);
  return value;
}

Value WholeValue(int64_t number) {
  auto value = Vector::Make(Physical::kInt64, 1);
  value->ints[0] = number;
  return value;
}

Value WideValue(base::Int128 number) {
  auto value = Vector::Make(Physical::kInt128, 1);
  value->wide[0] = number;
  return value;
}

Value FloatValue(double number) {
  auto value = Vector::Make(Physical::kFloat64, 1);
  value->floats[0] = number;
  return value;
}

}  // namespace datagen::defects
