#include "data/dialects/writing.h"

#include <fmt/format.h>

#include "data/schema/schema.h"

namespace datagen::dialects {

using kernel::TypeKind;
using kernel::ValueType;

std::string QuotedName(const std::string& name, const Writing& writing) {
  std::string quoted(1, writing.name_open);
  for (const char c : name) {
    quoted += c;
    if (c == writing.name_close) quoted += c;
  }
  return quoted + writing.name_close;
}

std::string QuotedPath(const std::string& dotted, const Writing& writing) {
  std::vector<std::string> parts = schema::NameParts(dotted);
  for (std::string& part : parts) part = QuotedName(part, writing);
  return fmt::format("{}", fmt::join(parts, "."));
}

std::string QuotedList(const std::vector<std::string>& names, const Writing& writing) {
  std::vector<std::string> quoted;
  quoted.reserve(names.size());
  for (const std::string& name : names) quoted.push_back(QuotedName(name, writing));
  return fmt::format("({})", fmt::join(quoted, ", "));
}

std::string ColumnType(const ValueType& type, const Writing& writing, bool in_key) {
  const ColumnTypes& types = writing.types;
  const auto keyed = [&](std::string_view outside, std::string_view inside) {
    return std::string(in_key && !inside.empty() ? inside : outside);
  };
  switch (type.kind) {
    case TypeKind::kInt:
      return std::string(type.bits <= 16   ? types.int16
                         : type.bits == 32 ? types.int32
                                           : types.int64);
    case TypeKind::kFloat:
      return std::string(type.bits == 32 ? types.float32 : types.float64);
    case TypeKind::kDecimal:
      return fmt::format("DECIMAL({},{})", type.precision, type.scale);
    case TypeKind::kBool:
      return std::string(types.boolean);
    case TypeKind::kDate:
      return "DATE";
    case TypeKind::kTime:
      return std::string(types.time);
    case TypeKind::kDatetime:
      return std::string(types.datetime);
    case TypeKind::kUuid:
      return std::string(types.uuid);
    case TypeKind::kJson:
      return std::string(types.json);
    case TypeKind::kBinary:
      return keyed(types.binary, types.binary_in_key);
    case TypeKind::kArray:
      return types.array.empty() ? ColumnType(*type.element, writing, in_key) + "[]"
                                 : std::string(types.array);
    case TypeKind::kString:
      break;
  }
  if (type.length_max > 0 && !types.sized_text.empty()) {
    return fmt::format("{}({})", types.sized_text, type.length_max);
  }
  return keyed(types.text, types.text_in_key);
}

}  // namespace datagen::dialects
