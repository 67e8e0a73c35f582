#include "cases/schema_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "data/schema/schema_json.h"
#include "inputs/ddl/schema_reader.h"

namespace datagen::cases {
namespace {

using schema::TypeFamily;

std::string PrintType(const schema::DataType& type) {
  std::string text = NameOf(type.family);
  const bool sized = type.family == TypeFamily::kInteger || type.family == TypeFamily::kFloat;
  if (sized && type.bits > 0) text += std::to_string(type.bits);
  if (type.element != nullptr) return fmt::format("array<{}>", PrintType(*type.element));
  if (!type.values.empty()) text += fmt::format("[{}]", fmt::join(type.values, "|"));
  if (type.length) {
    text += fmt::format("({})", *type.length);
  } else if (type.precision && type.scale) {
    text += fmt::format("({},{})", *type.precision, *type.scale);
  } else if (type.precision) {
    text += fmt::format("({})", *type.precision);
  }
  if (type.is_unsigned) text += " unsigned";
  if (type.fixed_length) text += " fixed";
  if (type.with_zone) text += " with zone";
  return text;
}

std::string PrintColumn(const schema::Column& column) {
  std::string text =
      fmt::format("{} {}{}", column.name, PrintType(column.type), column.nullable ? "" : "!");
  if (column.default_to) text += " = " + *column.default_to;
  if (column.identity) text += column.identity_always ? " identity always" : " identity";
  if (column.generated) text += " computed " + *column.generated;
  if (!column.comment.empty()) text += fmt::format(" \"{}\"", column.comment);
  return text;
}

std::string PrintKey(const schema::ForeignKey& key) {
  std::string text = fmt::format("{} -> {}({})", fmt::join(key.columns, ","), key.target,
                                 fmt::join(key.target_columns, ","));
  if (!key.on_delete.empty()) text += fmt::format(", on delete {}", key.on_delete);
  if (!key.on_update.empty()) text += fmt::format(", on update {}", key.on_update);
  return text;
}

std::string PrintTable(const schema::Table& table) {
  std::vector<std::string> columns;
  columns.reserve(table.columns.size());
  for (const schema::Column& column : table.columns) columns.push_back(PrintColumn(column));
  std::string text = fmt::format("{}: {}", table.full_name, fmt::join(columns, ", "));
  if (!table.comment.empty()) text += fmt::format(" | \"{}\"", table.comment);
  if (!table.primary_key.empty()) {
    text += fmt::format(" | pk {}", fmt::join(table.primary_key, ", "));
  }
  for (const schema::Key& key : table.unique_keys) {
    text += fmt::format(" | unique {}{}", fmt::join(key.columns, ", "),
                        key.over_expression ? " (of an expression)" : "");
  }
  for (const schema::ForeignKey& key : table.foreign_keys) text += " | fk " + PrintKey(key);
  for (const schema::Check& check : table.checks) {
    text += fmt::format(" | check {}{}", check.text,
                        check.condition == nullptr ? " (not understood)" : "");
  }
  return text + "\n";
}

}  // namespace

std::string PrintSchema(const schema::Schema& schema) {
  std::string text;
  for (const schema::Table& table : schema.tables) text += PrintTable(table);
  return text;
}

std::string PrintNotes(const std::vector<schema::Note>& notes) {
  std::string text;
  for (const schema::Note& note : notes) {
    text += fmt::format("{} {} {}:{}: {}{}\n", NameOf(note.severity), note.code.text(),
                        note.place.line, note.place.column, note.message,
                        note.count > 1 ? fmt::format(" ({} times)", note.count) : "");
  }
  return text;
}

schema::Schema ReadScript(const dialects::Dialect* dialect, const std::string& script) {
  ddl::SchemaReader reader(dialect);
  size_t at = 0;
  const base::Status status =
      reader.ReadScript("script", [&](char* data, size_t size) -> base::Result<size_t> {
        const size_t count = std::min(size, script.size() - at);
        std::copy_n(script.data() + at, count, data);
        at += count;
        return count;
      });
  EXPECT_TRUE(status.ok());
  return reader.Finish();
}

}  // namespace datagen::cases
