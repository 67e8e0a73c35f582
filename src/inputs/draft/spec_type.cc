#include "inputs/draft/spec_type.h"

#include <algorithm>

#include "data/dialects/dialect.h"
#include "knowledge/meaning/words.h"

namespace datagen::draft {
namespace {

using kernel::TypeKind;
using kernel::ValueType;
using schema::TypeFamily;

// Whether a number without a declared precision is one that counts or names.
bool IsWholeByName(const schema::Schema& schema, const schema::Table& table,
                   const schema::Column& column) {
  const auto in = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), column.name) != columns.end();
  };
  if (in(table.primary_key)) return true;
  for (const schema::ForeignKey& key : table.foreign_keys) {
    if (in(key.columns)) return true;
  }
  for (const schema::Table& other : schema.tables) {
    for (const schema::ForeignKey& key : other.foreign_keys) {
      if (key.target == table.full_name && in(key.target_columns)) return true;
    }
  }
  return meaning::NamesWholeNumber(column.name);
}

ValueType IntegerType(int bits, bool is_unsigned) {
  const int needed = is_unsigned ? bits + 1 : bits;
  for (const int known : {8, 16, 32}) {
    if (needed <= known) return ValueType::Int(known);
  }
  return ValueType::Int();
}

ValueType DecimalType(const schema::Schema& schema, const schema::Table& table,
                      const schema::Column& column) {
  constexpr int kInt64Digits = 18;
  constexpr int kDecimalDigitsMax = 38;
  const schema::DataType& type = column.type;
  const bool whole = IsWholeByName(schema, table, column);
  if (!type.precision) return whole ? ValueType::Int() : ValueType::Decimal(kInt64Digits, 2);
  const int scale = std::max(0, type.scale.value_or(0));
  if (scale == 0 && (*type.precision <= kInt64Digits || whole)) return ValueType::Int();
  const int precision = std::clamp(*type.precision, 1, kDecimalDigitsMax);
  return ValueType::Decimal(precision, std::min(scale, precision));
}

ValueType ArrayType(const schema::Schema& schema, const schema::Table& table,
                    const schema::Column& column) {
  auto inner = ValueType::Of(TypeKind::kString);
  if (column.type.element != nullptr) {
    schema::Column element = column;
    element.type = *column.type.element;
    inner = SpecType(schema, table, element);
    if (inner.kind == TypeKind::kArray) return inner;
  }
  return {.kind = TypeKind::kArray, .element = std::make_shared<const ValueType>(inner)};
}

}  // namespace

ValueType SpecType(const schema::Schema& schema, const schema::Table& table,
                   const schema::Column& column) {
  const schema::DataType& type = column.type;
  constexpr int64_t kTextMax = 100'000;
  switch (type.family) {
    case TypeFamily::kInteger:
      return IntegerType(type.bits == 0 ? 32 : type.bits, type.is_unsigned);
    case TypeFamily::kDecimal:
      return DecimalType(schema, table, column);
    case TypeFamily::kFloat:
      return {.kind = TypeKind::kFloat, .bits = type.bits == 32 ? 32 : 64};
    case TypeFamily::kBool:
      return ValueType::Of(TypeKind::kBool);
    case TypeFamily::kDate:
      return ValueType::Of(TypeKind::kDate);
    case TypeFamily::kTime:
      return ValueType::Of(TypeKind::kTime);
    case TypeFamily::kDatetime:
      return ValueType::Of(TypeKind::kDatetime);
    case TypeFamily::kYear:
      return ValueType::Int(16);
    case TypeFamily::kUuid:
      return ValueType::Of(TypeKind::kUuid);
    case TypeFamily::kBinary:
      return ValueType::Of(TypeKind::kBinary);
    case TypeFamily::kJson:
      return ValueType::Of(TypeKind::kJson);
    case TypeFamily::kBits:
      return dialects::GetDialect(schema.dialect).storage.bits_are_numbers
                 ? ValueType::Int()
                 : ValueType::Of(TypeKind::kString);
    case TypeFamily::kArray:
      return ArrayType(schema, table, column);
    case TypeFamily::kText:
      if (type.length && *type.length > 0 && *type.length <= kTextMax) {
        return {.kind = TypeKind::kString, .length_max = *type.length};
      }
      return ValueType::Of(TypeKind::kString);
    default:
      return ValueType::Of(TypeKind::kString);
  }
}

}  // namespace datagen::draft
