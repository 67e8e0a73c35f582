#include <fmt/format.h>

#include <algorithm>

#include "data/dialects/dialect.h"
#include "inputs/draft/table_drafter.h"
#include "inputs/draft/words.h"

namespace datagen::draft {
namespace {

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
  static constexpr std::string_view kWhole[] = {
      "id", "no",   "num",      "number", "count", "qty",  "age",     "year",
      "nr", "code", "quantity", "seq",    "level", "rank", "version", "flag"};
  const auto words = WordsOf(column.name);
  return !words.empty() &&
         std::find(std::begin(kWhole), std::end(kWhole), words.back()) != std::end(kWhole);
}

std::string IntegerType(int bits, bool is_unsigned) {
  const int needed = is_unsigned ? bits + 1 : bits;
  for (const int known : {8, 16, 32}) {
    if (needed <= known) return fmt::format("int{}", known);
  }
  return "int64";
}

}  // namespace

bool IsNumberType(const std::string& type) {
  return type.rfind("int", 0) == 0 || type.rfind("decimal", 0) == 0 || type.rfind("float", 0) == 0;
}

bool IsTimeType(const std::string& type) { return type == "date" || type == "datetime"; }

bool HasName(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string SpecType(const schema::Schema& schema, const schema::Table& table,
                     const schema::Column& column) {
  const schema::DataType& type = column.type;
  constexpr int kInt64Digits = 18;
  constexpr int kDecimalDigitsMax = 38;
  constexpr int64_t kTextMax = 100'000;
  switch (type.family) {
    case TypeFamily::kInteger:
      return IntegerType(type.bits == 0 ? 32 : type.bits, type.is_unsigned);
    case TypeFamily::kDecimal: {
      if (!type.precision) {
        return IsWholeByName(schema, table, column) ? "int64" : "decimal(18,2)";
      }
      const int scale = std::max(0, type.scale.value_or(0));
      if (scale == 0 && (*type.precision <= kInt64Digits || IsWholeByName(schema, table, column))) {
        return "int64";
      }
      const int precision = std::clamp(*type.precision, 1, kDecimalDigitsMax);
      return fmt::format("decimal({},{})", precision, std::min(scale, precision));
    }
    case TypeFamily::kFloat:
      return type.bits == 32 ? "float32" : "float64";
    case TypeFamily::kBool:
      return "bool";
    case TypeFamily::kDate:
      return "date";
    case TypeFamily::kTime:
      return "time";
    case TypeFamily::kDatetime:
      return "datetime";
    case TypeFamily::kYear:
      return "int16";
    case TypeFamily::kUuid:
      return "uuid";
    case TypeFamily::kBinary:
      return "binary";
    case TypeFamily::kJson:
      return "json";
    case TypeFamily::kBits:
      return dialects::GetDialect(schema.dialect).storage.bits_are_numbers ? "int64" : "string";
    case TypeFamily::kArray: {
      if (type.element == nullptr) return "array<string>";
      schema::Column element = column;
      element.type = *type.element;
      const std::string inner = SpecType(schema, table, element);
      return inner.rfind("array", 0) == 0 ? inner : fmt::format("array<{}>", inner);
    }
    case TypeFamily::kText:
      if (type.length && *type.length > 0 && *type.length <= kTextMax) {
        return fmt::format("string({})", *type.length);
      }
      return "string";
    default:
      return "string";
  }
}

}  // namespace datagen::draft
