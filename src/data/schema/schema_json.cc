#include "data/schema/schema_json.h"

namespace datagen::schema {
namespace {

using base::Json;

Json Names(const std::vector<std::string>& names) {
  Json list = Json::Array();
  for (const std::string& name : names) list.Push(Json::String(name));
  return list;
}

Json ColumnJson(const Column& column) {
  Json json = Json::Object();
  json.Set("name", Json::String(column.name));
  json.Set("type", Json::String(column.type.text));
  json.Set("family", Json::String(NameOf(column.type.family)));
  if (column.type.bits > 0) json.Set("bits", Json::Number(int64_t{column.type.bits}));
  if (column.type.is_unsigned) json.Set("unsigned", Json::Bool(true));
  if (column.type.with_zone) json.Set("time_zone", Json::Bool(true));
  if (column.type.length) json.Set("length", Json::Number(*column.type.length));
  if (column.type.precision) json.Set("precision", Json::Number(int64_t{*column.type.precision}));
  if (column.type.scale) json.Set("scale", Json::Number(int64_t{*column.type.scale}));
  if (!column.type.values.empty()) json.Set("values", Names(column.type.values));
  if (column.type.element) json.Set("element", Json::String(NameOf(column.type.element->family)));
  json.Set("nullable", Json::Bool(column.nullable));
  if (column.identity) json.Set("identity", Json::Bool(true));
  if (column.default_to) json.Set("default", Json::String(*column.default_to));
  if (column.generated) json.Set("generated", Json::String(*column.generated));
  if (!column.comment.empty()) json.Set("comment", Json::String(column.comment));
  return json;
}

Json TableJson(const Table& table) {
  Json json = Json::Object();
  json.Set("name", Json::String(table.full_name));
  if (!table.comment.empty()) json.Set("comment", Json::String(table.comment));
  Json columns = Json::Array();
  for (const Column& column : table.columns) columns.Push(ColumnJson(column));
  json.Set("columns", std::move(columns));
  json.Set("primary_key", Names(table.primary_key));
  Json unique = Json::Array();
  Json expressions = Json::Array();
  for (const Key& key : table.unique_keys) {
    (key.over_expression ? expressions : unique).Push(Names(key.columns));
  }
  json.Set("unique", std::move(unique));
  if (!expressions.items().empty()) json.Set("unique_over_expressions", std::move(expressions));
  Json foreign = Json::Array();
  for (const ForeignKey& key : table.foreign_keys) {
    Json entry = Json::Object();
    entry.Set("columns", Names(key.columns));
    entry.Set("table", Json::String(key.target));
    entry.Set("references", Names(key.target_columns));
    if (!key.on_delete.empty()) entry.Set("on_delete", Json::String(key.on_delete));
    if (!key.on_update.empty()) entry.Set("on_update", Json::String(key.on_update));
    foreign.Push(std::move(entry));
  }
  json.Set("foreign_keys", std::move(foreign));
  Json checks = Json::Array();
  for (const Check& check : table.checks) checks.Push(Json::String(check.text));
  json.Set("checks", std::move(checks));
  return json;
}

}  // namespace

std::string NameOf(TypeFamily family) {
  switch (family) {
    case TypeFamily::kInteger:
      return "integer";
    case TypeFamily::kDecimal:
      return "decimal";
    case TypeFamily::kFloat:
      return "float";
    case TypeFamily::kBool:
      return "bool";
    case TypeFamily::kText:
      return "text";
    case TypeFamily::kDate:
      return "date";
    case TypeFamily::kTime:
      return "time";
    case TypeFamily::kDatetime:
      return "datetime";
    case TypeFamily::kYear:
      return "year";
    case TypeFamily::kInterval:
      return "interval";
    case TypeFamily::kUuid:
      return "uuid";
    case TypeFamily::kBinary:
      return "binary";
    case TypeFamily::kBits:
      return "bits";
    case TypeFamily::kJson:
      return "json";
    case TypeFamily::kXml:
      return "xml";
    case TypeFamily::kEnum:
      return "enum";
    case TypeFamily::kSet:
      return "set";
    case TypeFamily::kNetwork:
      return "network";
    case TypeFamily::kGeometry:
      return "geometry";
    case TypeFamily::kArray:
      return "array";
    case TypeFamily::kRowVersion:
      return "row version";
    case TypeFamily::kOther:
      return "other";
  }
  return "other";
}

Json ToJson(const Schema& schema) {
  Json json = Json::Object();
  json.Set("dialect", Json::String(schema.dialect));
  Json tables = Json::Array();
  for (const Table& table : schema.tables) tables.Push(TableJson(table));
  json.Set("tables", std::move(tables));
  return json;
}

}  // namespace datagen::schema
