#include "inputs/ddl/create_table_reader.h"

#include <fmt/format.h>

#include <utility>

#include "inputs/ddl/name_reader.h"
#include "inputs/ddl/table_reader.h"
#include "inputs/ddl/type_names.h"
#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::Table;

// Options between the name and the columns: Teradata's `, NO FALLBACK`, Snowflake's CLUSTER BY (a).
// Without columns behind them, the cursor stays.
void SkipOptions(TokenCursor* cursor) {
  TokenCursor ahead = *cursor;
  while (!ahead.AtEnd() && !ahead.Is("(")) {
    if (IsOneOf(ahead.Peek(), {"as", "like", "clone", "using", "partition", "partitioned"})) return;
    if (IsOneOf(ahead.Take(), {"by", "with", "options", "tblproperties", "inherits"}) &&
        ahead.Is("(")) {
      ahead.TakeGroup();
    }
  }
  if (ahead.Is("(")) *cursor = ahead;
}

// What SELECT lists: up to FROM, outside of parentheses.
std::vector<TokenCursor> SelectedItems(const TokenCursor& cursor) {
  size_t end = cursor.at();
  int depth = 0;
  for (; end < cursor.limit(); ++end) {
    const Token& token = cursor.tokens()[end];
    if (token.Is("(")) ++depth;
    if (token.Is(")")) --depth;
    if (depth == 0 && IsOneOf(token, {"from", "where", "limit"})) break;
  }
  return TokenCursor(cursor.tokens(), cursor.at(), end).SplitAtCommas();
}

}  // namespace

void CreateTableReader::Read(TokenCursor cursor, bool temporary) {
  const bool if_not_exists = cursor.AcceptAll({"if", "not", "exists"});
  const Token& where = cursor.Peek();
  table_.place = context_.PlaceOf(where);
  table_.name_parts = ReadName(&cursor);
  if (table_.name_parts.empty()) {
    context_.Note("table-unreadable", Severity::kError, where,
                  "CREATE TABLE without a name: expected a table's name");
    return;
  }
  table_.full_name = schema::Dotted(table_.name_parts);
  if (temporary || (context_.reading().hash_names_temporary && table_.name().starts_with('#'))) {
    known_.LeaveOut(table_.name_parts);
    context_.Note("statement-skipped", Severity::kSkipped, where, "a temporary table");
    return;
  }
  ReadBody(cursor, where);
  if (partition_) {
    known_.LeaveOut(table_.name_parts);
    context_.Note("statement-skipped", Severity::kSkipped, where,
                  "a partition: its table is filled");
  } else if (table_.columns.empty()) {
    context_.Note("table-unreadable", Severity::kWarning, where,
                  fmt::format("table '{}' has no columns that can be read", table_.full_name));
  } else {
    Keep(where, if_not_exists);
  }
}

void CreateTableReader::ReadBody(TokenCursor cursor, const Token& where) {
  SkipOptions(&cursor);
  if (cursor.Accept("like") || cursor.Accept("clone")) CopyColumns(ReadName(&cursor), where, true);
  if (cursor.AreNext({"partition", "of"})) partition_ = true;
  if (!partition_ && cursor.Is("(") && !cursor.Peek(1).Is("select")) {
    const TokenCursor group = cursor.TakeGroup();
    if (group.limit() == cursor.limit()) {
      context_.Note("table-unreadable", Severity::kWarning, where,
                    fmt::format("the list of columns of '{}' does not end", table_.full_name));
    }
    TableReader reader(context_, known_.user_types, &table_);
    for (const TokenCursor& item : group.SplitAtCommas()) reader.ReadItem(item);
    for (const auto& like : reader.like()) CopyColumns(like.name, where, like.keys);
  }
  ReadTail(cursor);
}

void CreateTableReader::Keep(const Token& where, bool if_not_exists) {
  const Table* before = known_.schema.FindLike(table_.full_name);
  if (before == nullptr) {
    known_.schema.Add(std::move(table_));
    known_.NoteReferences(known_.schema.tables.back());
  } else if (if_not_exists) {
    context_.Note(
        "duplicate-create", Severity::kSkipped, where,
        fmt::format("'{}' is there already (line {})", table_.full_name, before->place.line));
  } else {
    context_.Note("duplicate-create", Severity::kWarning, where,
                  fmt::format("'{}' is created a second time (first in line {}): the last one "
                              "counts",
                              table_.full_name, before->place.line));
    const int index = known_.schema.IndexOf(*before);
    known_.schema.Replace(index, std::move(table_));
    known_.NoteReferences(known_.schema.tables[static_cast<size_t>(index)]);
  }
}

void CreateTableReader::CopyColumns(const std::vector<std::string>& from, const Token& where,
                                    bool keys) {
  const Table* source = known_.Find(from);
  if (source == nullptr) {
    context_.Note("sql-unknown-table", Severity::kWarning, where,
                  fmt::format("there is no table '{}' to copy", schema::Dotted(from)));
    return;
  }
  for (const Column& column : source->columns) {
    if (table_.FindColumn(column.name) == nullptr) table_.columns.push_back(column);
  }
  table_.checks.insert(table_.checks.end(), source->checks.begin(), source->checks.end());
  if (!keys) return;
  if (table_.primary_key.empty()) table_.primary_key = source->primary_key;
  table_.unique_keys.insert(table_.unique_keys.end(), source->unique_keys.begin(),
                            source->unique_keys.end());
}

void CreateTableReader::ReadTail(TokenCursor cursor) {
  while (!cursor.AtEnd()) {
    if (cursor.AreNext({"partition", "of"})) {
      partition_ = true;
      return;
    }
    if (cursor.Is("as") && IsOneOf(cursor.Peek(1), {"select", "with", "("})) {
      ReadSelectedColumns(cursor);
      return;
    }
    if (ReadTailPart(&cursor)) continue;
    if (cursor.Is("(")) {
      cursor.TakeGroup();
    } else {
      cursor.Take();
    }
  }
}

bool CreateTableReader::ReadTailPart(TokenCursor* cursor) {
  if (cursor->Accept("inherits")) {
    if (!cursor->Is("(")) return true;
    for (TokenCursor parent : cursor->TakeGroup().SplitAtCommas()) {
      const Token& where = parent.Peek();
      CopyColumns(ReadName(&parent), where, false);
    }
    return true;
  }
  if (cursor->AcceptAll({"partitioned", "by"})) {
    if (cursor->Is("(")) ReadPartitionColumns(cursor->TakeGroup());
    return true;
  }
  if (cursor->AcceptAll({"options", "("})) {
    while (!cursor->AtEnd() && !cursor->Is(")")) {
      if (cursor->Take().Is("description") && cursor->Accept("=")) {
        table_.comment = cursor->Take().text;
      }
    }
    return true;
  }
  if (!cursor->Accept("comment")) return false;
  cursor->Accept("=");
  if (cursor->Peek().kind == Token::Kind::kText) table_.comment = cursor->Take().text;
  return true;
}

// Hive's are columns with types; those of Delta name columns.
void CreateTableReader::ReadPartitionColumns(TokenCursor group) {
  TableReader reader(context_, known_.user_types, &table_);
  for (const TokenCursor& item : group.SplitAtCommas()) {
    if (item.limit() - item.at() > 1 && IsTypeName(item.Peek(1))) reader.ReadItem(item);
  }
}

// CREATE TABLE … AS SELECT CAST(NULL AS type) AS name, …
void CreateTableReader::ReadSelectedColumns(TokenCursor cursor) {
  cursor.Take();
  if (cursor.Is("(")) cursor = cursor.TakeGroup();
  cursor.Accept("select");
  for (TokenCursor item : SelectedItems(cursor)) {
    if (!item.AreNext({"cast", "("})) continue;
    item.Take();
    TokenCursor cast = item.TakeGroup();
    while (!cast.AtEnd() && !cast.Is("as")) cast.Take();
    if (!cast.Accept("as")) continue;
    Column column;
    column.place = context_.PlaceOf(item.Peek());
    column.type = ReadType(&cast, context_.dialect(), context_.text());
    item.Accept("as");
    if (!item.Peek().IsName()) continue;
    column.name = item.Take().text;
    if (table_.FindColumn(column.name) == nullptr) table_.columns.push_back(std::move(column));
  }
}

}  // namespace datagen::ddl
