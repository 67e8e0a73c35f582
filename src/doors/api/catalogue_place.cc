#include "doors/api/catalogue_place.h"

#include <fmt/format.h>

#include <tuple>

#include "data/dialects/dialect.h"
#include "inputs/ddl/tokens.h"

namespace datagen::api {
namespace {

bool IsAt(const schema::Place& a, const schema::Place& b) {
  return a.line == b.line && a.column == b.column;
}

bool IsBehind(const schema::Place& a, const schema::Place& b) {
  return std::tie(a.line, a.column) > std::tie(b.line, b.column);
}

std::string_view LineOf(std::string_view script, int64_t line) {
  for (; line > 1; --line) {
    const size_t end = script.find('\n');
    if (end == std::string_view::npos) return "";
    script.remove_prefix(end + 1);
  }
  return script.substr(0, script.find('\n'));
}

// ALTER TABLE "shop" ADD CONSTRAINT "small" …
SchemaObject AlteredIn(std::string_view line, const schema::Schema& schema) {
  const auto tokens = ddl::Tokenize(line, dialects::GetDialect(schema.dialect).reading->lexical);
  ddl::TokenCursor cursor(tokens, 0, tokens.size() - 1);
  SchemaObject object;
  if (!cursor.AcceptAll({"alter", "table"})) return object;
  std::vector<std::string> parts;
  do {
    parts.push_back(cursor.Take().text);
  } while (cursor.Accept("."));
  object.table = schema::Dotted(parts);
  if (cursor.AcceptAll({"add", "constraint"})) object.constraint = cursor.Take().text;
  return object;
}

// The last thing of a table that stands before the place.
SchemaObject DefinedBefore(const schema::Schema& schema, const schema::Place& place) {
  const schema::Table* table = nullptr;
  for (const schema::Table& one : schema.tables) {
    const bool later = table != nullptr && IsBehind(table->place, one.place);
    if (!IsBehind(one.place, place) && !later) table = &one;
  }
  if (table == nullptr) return {};
  const schema::Column* column = nullptr;
  for (const schema::Column& one : table->columns) {
    if (one.place.line > 0 && !IsBehind(one.place, place)) column = &one;
  }
  const bool whole = column == nullptr || IsAt(table->place, place);
  return {table->full_name, whole ? "" : column->name, ""};
}

}  // namespace

SchemaObject ObjectAt(const schema::Schema& schema, std::string_view script,
                      const schema::Place& place) {
  for (const schema::Table& table : schema.tables) {
    for (const schema::Check& check : table.checks) {
      if (IsAt(check.place, place)) return {table.full_name, "", check.name};
    }
    for (const schema::ForeignKey& key : table.foreign_keys) {
      if (IsAt(key.place, place)) return {table.full_name, "", key.name};
    }
  }
  SchemaObject altered = AlteredIn(LineOf(script, place.line), schema);
  return altered.table.empty() ? DefinedBefore(schema, place) : altered;
}

std::string Said(const SchemaObject& object) {
  if (object.table.empty()) return "";
  std::string said = "table " + object.table;
  if (!object.column.empty()) said += ", column " + object.column;
  if (!object.constraint.empty()) said += ", constraint " + object.constraint;
  return said;
}

}  // namespace datagen::api
