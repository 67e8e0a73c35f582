#include "data/query/sql_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace datagen::query {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

std::string Quoted(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    quoted += c;
    if (c == quote) quoted += c;
  }
  return quoted + quote;
}

// DuckDB's types without parameters, and what holds all their values.
const std::map<std::string, ValueType, std::less<>>& PlainTypes() {
  static const auto* types = new std::map<std::string, ValueType, std::less<>>{
      {"TINYINT", ValueType::Int(8)},
      {"SMALLINT", ValueType::Int(16)},
      {"INTEGER", ValueType::Int(32)},
      {"BIGINT", ValueType::Int(64)},
      {"UTINYINT", ValueType::Int(16)},
      {"USMALLINT", ValueType::Int(32)},
      {"UINTEGER", ValueType::Int(64)},
      {"UBIGINT", ValueType::Decimal(20, 0)},
      {"FLOAT", {.kind = TypeKind::kFloat, .bits = 32}},
      {"DOUBLE", ValueType::Float()},
      {"BOOLEAN", ValueType::Of(TypeKind::kBool)},
      {"VARCHAR", ValueType::Of(TypeKind::kString)},
      {"JSON", ValueType::Of(TypeKind::kJson)},
      {"BLOB", ValueType::Of(TypeKind::kBinary)},
      {"DATE", ValueType::Of(TypeKind::kDate)},
      {"TIME", ValueType::Of(TypeKind::kTime)},
      {"TIME_NS", ValueType::Of(TypeKind::kTime)},
      {"UUID", ValueType::Of(TypeKind::kUuid)},
  };
  return *types;
}

}  // namespace

std::string Identifier(std::string_view name) { return Quoted(name, '"'); }

std::vector<std::string> IdentifiersIn(std::string_view sql) {
  std::vector<std::string> names;
  for (size_t at = sql.find_first_of("\"'"); at < sql.size(); at = sql.find_first_of("\"'", at)) {
    const char quote = sql[at++];
    std::string name;
    for (; at < sql.size(); ++at) {
      if (sql[at] == quote && (at + 1 == sql.size() || sql[++at] != quote)) break;
      name += sql[at];
    }
    if (quote == '"') names.push_back(std::move(name));
  }
  return names;
}

std::string IdentifierList(const std::vector<std::string>& columns, std::string_view alias) {
  std::vector<std::string> parts;
  parts.reserve(columns.size());
  for (const std::string& column : columns) {
    parts.push_back(alias.empty() ? Identifier(column)
                                  : fmt::format("{}.{}", alias, Identifier(column)));
  }
  return List(parts);
}

std::string List(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string SqlType(const ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return type.bits == 8    ? "TINYINT"
             : type.bits == 16 ? "SMALLINT"
             : type.bits == 32 ? "INTEGER"
                               : "BIGINT";
    case TypeKind::kFloat:
      return type.bits == 32 ? "FLOAT" : "DOUBLE";
    case TypeKind::kDecimal:
      return fmt::format("DECIMAL({},{})", type.precision, type.scale);
    case TypeKind::kBool:
      return "BOOLEAN";
    case TypeKind::kString:
    case TypeKind::kJson:
      return "VARCHAR";
    case TypeKind::kBinary:
      return "BLOB";
    case TypeKind::kDate:
      return "DATE";
    case TypeKind::kTime:
      return "TIME";
    case TypeKind::kDatetime:
      return "TIMESTAMP";
    case TypeKind::kUuid:
      return "UUID";
    case TypeKind::kArray:
      return SqlType(*type.element) + "[]";
  }
  return "VARCHAR";
}

std::optional<ValueType> ValueTypeOf(std::string_view sql_type) {
  if (sql_type.ends_with("[]")) {
    const auto element = ValueTypeOf(sql_type.substr(0, sql_type.size() - 2));
    if (!element) return std::nullopt;
    ValueType list = ValueType::Of(TypeKind::kArray);
    list.element = std::make_shared<const ValueType>(*element);
    return list;
  }
  if (const auto plain = PlainTypes().find(sql_type); plain != PlainTypes().end()) {
    return plain->second;
  }
  // TIMESTAMP_S to _NS and the one with a time zone are instants too.
  if (sql_type.starts_with("TIMESTAMP")) return ValueType::Of(TypeKind::kDatetime);
  if (sql_type.starts_with("ENUM(")) return ValueType::Of(TypeKind::kString);
  if (sql_type.starts_with("DECIMAL(")) {
    return ValueType::Parse("decimal" + std::string(sql_type.substr(sql_type.find('('))));
  }
  return std::nullopt;
}

std::string Literal(std::string_view text) { return Quoted(text, '\''); }

std::string ToSqlNumber(double value) {
  if (std::isinf(value)) return value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE";
  return fmt::format("{}::DOUBLE", value);
}

std::string ToSqlLiteral(const base::Json& value, const ValueType& type) {
  switch (value.kind()) {
    case base::Json::Kind::kNull:
      return "NULL";
    case base::Json::Kind::kBool:
      return value.boolean() ? "true" : "false";
    case base::Json::Kind::kNumber:
      if (type.kind == TypeKind::kString) return Literal(value.text());
      if (type.kind == TypeKind::kDecimal) {
        return fmt::format("CAST('{}' AS {})", value.text(), SqlType(type));
      }
      return fmt::format("CAST({} AS {})", value.text(), SqlType(type));
    case base::Json::Kind::kString:
      if (type.kind == TypeKind::kJson) return Literal(value.Print());
      if (type.kind == TypeKind::kDatetime) {
        return fmt::format("make_timestamp(epoch_us(CAST({} AS TIMESTAMPTZ)))",
                           Literal(value.text()));
      }
      if (type.kind == TypeKind::kString && type.length_max > 0) {
        return fmt::format("left({}, {})", Literal(value.text()), type.length_max);
      }
      // A cast to BLOB takes \x41 for one byte and refuses what is not ASCII.
      if (type.kind == TypeKind::kBinary) return fmt::format("encode({})", Literal(value.text()));
      return fmt::format("CAST({} AS {})", Literal(value.text()), SqlType(type));
    default:
      return fmt::format("CAST({} AS {})", Literal(value.Print()), SqlType(type));
  }
}

std::string ToSqlLiterals(const std::vector<base::Json>& list, const ValueType& type) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const base::Json& item : list) texts.push_back(ToSqlLiteral(item, type));
  return List(texts);
}

std::string ToSqlRows(const std::vector<base::Json>& list, const ValueType& type) {
  const bool are_texts = type.kind == TypeKind::kString && !list.empty() &&
                         std::all_of(list.begin(), list.end(), [](const base::Json& item) {
                           return item.is_string() && item.text().find('\0') == std::string::npos;
                         });
  if (are_texts) {
    const std::string value =
        type.length_max > 0 ? fmt::format("left(v, {}) AS v", type.length_max) : "v";
    return fmt::format("SELECT {} FROM (SELECT unnest(CAST(CAST({} AS JSON) AS VARCHAR[])) AS v)",
                       value, Literal(base::Json::Array(list).Print()));
  }
  std::vector<std::string> rows;
  rows.reserve(list.size());
  for (const base::Json& item : list) rows.push_back("(" + ToSqlLiteral(item, type) + ")");
  return fmt::format("SELECT * FROM (VALUES {}) AS l(v)", List(rows));
}

}  // namespace datagen::query
