#include "data/sources/stored_type.h"

#include <fmt/format.h>

namespace datagen::sources {
namespace {

using schema::DataType;
using schema::TypeFamily;

constexpr const char* kText = "VARCHAR";

std::string IntegerOf(const DataType& type) {
  const char* name = type.bits == 8    ? "TINYINT"
                     : type.bits == 16 ? "SMALLINT"
                     : type.bits == 32 ? "INTEGER"
                                       : "BIGINT";
  return (type.is_unsigned ? "U" : "") + std::string(name);
}

std::string DecimalOf(const DataType& type) {
  constexpr int kDigitsMax = 38;
  const int precision = type.precision.value_or(0);
  const int scale = type.scale.value_or(0);
  const bool fits = precision > 0 && precision <= kDigitsMax && scale >= 0 && scale <= precision;
  return fits ? fmt::format("DECIMAL({},{})", precision, scale) : kText;
}

bool IsInteger(const std::string& type) {
  return type.ends_with("INT") || type == "INTEGER" || type == "UINTEGER";
}

}  // namespace

std::string StoredTypeOf(const DataType& type) {
  switch (type.family) {
    case TypeFamily::kInteger:
      return IntegerOf(type);
    case TypeFamily::kYear:
      return "SMALLINT";
    case TypeFamily::kDecimal:
      return DecimalOf(type);
    case TypeFamily::kFloat:
      return type.bits == 32 ? "FLOAT" : "DOUBLE";
    case TypeFamily::kBool:
      return "BOOLEAN";
    case TypeFamily::kDate:
      return "DATE";
    case TypeFamily::kTime:
      return type.with_zone ? "TIME WITH TIME ZONE" : "TIME";
    case TypeFamily::kDatetime:
      return type.with_zone ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
    case TypeFamily::kUuid:
      return "UUID";
    case TypeFamily::kBinary:
      return "BLOB";
    case TypeFamily::kJson:
      return "JSON";
    case TypeFamily::kArray:
      return StoredTypeOf(*type.element) + "[]";
    default:
      return kText;
  }
}

std::string CopiedTypeOf(const DataType& type, const dialects::Storage& storage) {
  const bool is_number = type.family == TypeFamily::kBool && storage.booleans_are_numbers;
  return is_number ? "BIGINT" : StoredTypeOf(type);
}

std::string ReadText(const std::string& type, const std::string& raw,
                     const dialects::Storage& storage) {
  if (type == kText) return raw;
  if (type == "BLOB") return fmt::format("TRY(from_hex({}))", raw);
  const std::string read = fmt::format("TRY_CAST({} AS {})", raw, type);
  // DuckDB rounds what has more digits, cuts the time off, and takes BC for AD.
  if (IsInteger(type)) {
    return fmt::format("CASE WHEN regexp_full_match({}, '[-+]?[0-9]+') THEN {} END", raw, read);
  }
  if (type.starts_with("DECIMAL") && storage.decimals_are_doubles) {
    return fmt::format("CASE WHEN CAST({0} AS DOUBLE) = TRY_CAST({1} AS DOUBLE) THEN {0} END", read,
                       raw);
  }
  if (type == "DATE") {
    return fmt::format("CASE WHEN isfinite({0}) AND CAST({0} AS VARCHAR) = {1} THEN {0} END", read,
                       raw);
  }
  if (type.starts_with("TIMESTAMP")) {
    return fmt::format("CASE WHEN isfinite({0}) AND NOT ends_with({1}, 'BC') THEN {0} END", read,
                       raw);
  }
  if (type.ends_with("[]")) {
    // What is no element of the list would be null in it.
    const std::string list = fmt::format("TRY_CAST(TRY_CAST({} AS JSON) AS {})", raw, type);
    return fmt::format(
        "CASE WHEN list_count({0}) = list_count(TRY_CAST(TRY_CAST({1} AS JSON) AS VARCHAR[])) THEN "
        "{0} END",
        list, raw);
  }
  return read;
}

std::string PrintText(const std::string& type, const std::string& value) {
  if (type == kText) return value;
  return type == "BLOB" ? fmt::format("lower(hex({}))", value)
                        : fmt::format("CAST({} AS VARCHAR)", value);
}

}  // namespace datagen::sources
