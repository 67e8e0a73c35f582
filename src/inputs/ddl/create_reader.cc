#include "inputs/ddl/create_reader.h"

#include <fmt/format.h>

#include <utility>

#include "inputs/ddl/create_table_reader.h"
#include "inputs/ddl/name_reader.h"
#include "inputs/ddl/table_reader.h"
#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Table;

void DefineType(TokenCursor cursor, const StatementContext& context, UserTypes* types) {
  cursor.AcceptAll({"if", "not", "exists"});
  const Token& where = cursor.Peek();
  const auto name = ReadName(&cursor);
  if (name.empty()) return;
  UserType type;
  const std::string key = schema::Lower(name.back());
  if (cursor.AcceptAll({"as", "enum"}) && cursor.Is("(")) {
    type.type.family = schema::TypeFamily::kEnum;
    const TokenCursor group = cursor.TakeGroup();
    for (TokenCursor value : group.SplitAtCommas()) type.type.values.push_back(value.Take().text);
  } else if (cursor.Accept("from")) {  // an alias of T-SQL
    type.type = ReadType(&cursor, context.dialect(), context.text());
    type.not_null = cursor.AreNext({"not", "null"});
  } else {
    context.Note("sql-unknown-type", Severity::kWarning, where,
                 fmt::format("the type '{}' is made of parts: its columns are filled as text",
                             schema::Dotted(name)));
    return;
  }
  type.type.name = key;
  (*types)[key] = std::move(type);
}

void DefineDomain(TokenCursor cursor, const StatementContext& context, UserTypes* types) {
  const auto name = ReadName(&cursor);
  cursor.Accept("as");
  if (name.empty() || cursor.AtEnd()) return;
  // A domain is a column of a table of its own: the same type, default and checks.
  Table table;
  table.name_parts = name;
  // `name AS type …` without AS: the token before the type stands for the column.
  const TokenCursor column(cursor.tokens(), cursor.at() - 1, cursor.limit());
  TableReader(context, *types, &table).ReadColumn(column, false);
  if (table.columns.empty()) return;
  UserType type;
  type.type = table.columns[0].type;
  type.not_null = !table.columns[0].nullable;
  type.default_to = table.columns[0].default_to;
  type.checks = table.checks;
  (*types)[schema::Lower(name.back())] = std::move(type);
}

void AddUniqueIndex(TokenCursor cursor, const StatementContext& context, KnownSchema* known) {
  const Token& where = cursor.Peek();
  cursor.Accept("concurrently");
  cursor.AcceptAll({"if", "not", "exists"});
  std::string name;
  if (!cursor.Is("on")) {
    const auto parts = ReadName(&cursor);
    name = parts.empty() ? "" : parts.back();
  }
  while (!cursor.AtEnd() && !cursor.Is("on")) cursor.Take();
  cursor.Accept("on");
  cursor.Accept("only");
  const auto target = ReadName(&cursor);
  while (!cursor.AtEnd() && !cursor.Is("(")) cursor.Take();
  if (cursor.AtEnd()) return;
  Table* table = known->FindToChange(target, where, context);
  if (table == nullptr) return;
  ColumnList columns = ReadColumnList(cursor.TakeGroup());
  if (!columns.plain) {
    // lower(name): what is unique without its case is unique with it. Names that are no columns are
    // functions or words.
    std::erase_if(columns.names,
                  [&](const std::string& column) { return table->FindColumn(column) == nullptr; });
    context.Note("unique-over-expression", Severity::kWarning, where,
                 "a unique index over an expression: its columns alone are kept unique");
  }
  if (cursor.Is("where")) {
    context.Note("option-skipped", Severity::kSkipped, where,
                 "the condition of a unique index: its columns are kept unique in all rows");
  }
  if (!columns.names.empty()) {
    table->unique_keys.push_back({name, columns.names, !columns.plain});
  }
}

}  // namespace

void ReadCreate(TokenCursor cursor, const StatementContext& context, KnownSchema* known) {
  const Token& first = cursor.Take();
  bool temporary = false;
  bool unique = false;
  constexpr int kWordsMax = 12;
  for (int k = 0; k < kWordsMax && !cursor.AtEnd(); ++k) {
    const Token& word = cursor.Take();
    if (IsOneOf(word, {"temporary", "temp", "volatile"})) temporary = true;
    if (word.Is("unique")) unique = true;
    if (word.Is("table")) return CreateTableReader(context, known).Read(cursor, temporary);
    if (word.Is("type")) return DefineType(cursor, context, &known->user_types);
    if (word.Is("domain")) return DefineDomain(cursor, context, &known->user_types);
    if (word.Is("index")) {
      if (unique) return AddUniqueIndex(cursor, context, known);
      context.Note("statement-skipped", Severity::kSkipped, cursor.Peek(),
                   "an index that is not unique says nothing of data");
      return;
    }
    if (IsOneOf(word, {"view",        "schema",       "database",  "sequence",     "extension",
                       "role",        "user",         "synonym",   "login",        "warehouse",
                       "stage",       "rule",         "policy",    "server",       "aggregate",
                       "operator",    "cast",         "collation", "tablespace",   "statistics",
                       "publication", "subscription", "catalog",   "volume",       "trigger",
                       "language",    "directory",    "cluster",   "materialized", "fulltext",
                       "partition",   "virtual"})) {
      context.Note("statement-skipped", Severity::kSkipped, first,
                   fmt::format("CREATE {}: no table to fill", word.text));
      return;
    }
  }
  context.Note("statement-skipped", Severity::kSkipped, first,
               "CREATE of something that is no table");
}

}  // namespace datagen::ddl
