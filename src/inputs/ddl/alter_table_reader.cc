#include "inputs/ddl/alter_table_reader.h"

#include <fmt/format.h>

#include <utility>

#include "inputs/ddl/name_reader.h"
#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::SameName;
using schema::Table;

constexpr const char* kChangesNothing = "an ALTER TABLE that changes no column and no key";

bool StartsAction(const Token& token) {
  return IsOneOf(token,
                 {"add",        "alter",   "modify",  "change",   "drop",           "rename",
                  "with",       "owner",   "set",     "engine",   "auto_increment", "comment",
                  "enable",     "disable", "convert", "order",    "nocheck",        "check",
                  "row_format", "default", "charset", "validate", "cluster",        "inherit"});
}

}  // namespace

void AlterTableReader::Read(TokenCursor cursor) {
  cursor.AcceptAll({"if", "exists"});
  cursor.Accept("only");
  const Token& where = cursor.Peek();
  const auto name = ReadName(&cursor);
  if (name.empty()) return;
  cursor.Accept("*");
  if (IsOneOf(cursor.Peek(),
              {"owner", "enable", "disable", "set", "cluster", "replica", "force"})) {
    context_.Note("statement-skipped", Severity::kSkipped, where, kChangesNothing);
    return;
  }
  if (cursor.AcceptAll({"attach", "partition"})) {
    AttachPartition(cursor, where);
    return;
  }
  table_ = known_.FindToChange(name, where, context_);
  if (table_ == nullptr) return;
  // ADD a int, b int: what follows a comma without a verb goes on with the last one's.
  const Token* verb = &cursor.Peek();
  for (const TokenCursor& action : cursor.SplitAtCommas()) {
    const size_t keys = table_->foreign_keys.size();
    if (StartsAction(action.Peek())) {
      verb = &action.Peek();
      ReadAction(action);
    } else if (verb->Is("add")) {
      Items().ReadItem(action);
    } else if (verb->Is("drop")) {
      ReadDrop(action);
    }
    known_.NoteReferences(*table_, keys);
  }
}

void AlterTableReader::AttachPartition(TokenCursor cursor, const Token& where) {
  const auto partition = ReadName(&cursor);
  const Table* found = known_.Find(partition);
  known_.LeaveOut(partition);
  if (found == nullptr) return;
  context_.Note("statement-skipped", Severity::kSkipped, where, "a partition: its table is filled");
  known_.Attach(*found);
}

void AlterTableReader::ReadAction(TokenCursor action) {
  const Token& first = action.Peek();
  // T-SQL: WITH CHECK ADD …
  if (!action.AcceptAll({"with", "check"})) action.AcceptAll({"with", "nocheck"});
  if (action.Accept("add")) {
    ReadAdd(action);
  } else if (IsOneOf(action.Peek(), {"alter", "modify", "change"})) {
    ReadChange(action);
  } else if (action.Accept("drop")) {
    ReadDrop(action);
  } else if (action.Accept("rename")) {
    ReadRename(action, table_);
  } else if (action.Accept("comment")) {
    action.Accept("=");
    if (action.Peek().kind == Token::Kind::kText) table_->comment = action.Take().text;
  } else {
    context_.Note("statement-skipped", Severity::kSkipped, first, kChangesNothing);
  }
}

void AlterTableReader::ReadAdd(TokenCursor action) {
  const bool column = action.Accept("column") || action.Accept("columns");
  action.AcceptAll({"if", "not", "exists"});
  if (ReadAddDefault(action)) return;
  TableReader items = Items();
  if (action.Is("(")) {  // Oracle: ADD (a …, b …); MySQL: ADD COLUMN (a …)
    for (const TokenCursor& item : action.TakeGroup().SplitAtCommas()) items.ReadItem(item);
  } else if (action.Is("generated")) {
    return;
  } else if (column) {
    items.ReadColumn(action, false);
  } else {
    items.ReadItem(action);
  }
}

// T-SQL: ADD [CONSTRAINT name] DEFAULT value FOR column
bool AlterTableReader::ReadAddDefault(TokenCursor action) {
  if (action.Accept("constraint")) action.Take();
  if (!action.Accept("default")) return false;
  size_t end = action.at();
  while (end < action.limit() && !action.tokens()[end].Is("for")) ++end;
  if (end + 1 < action.limit()) {
    Column* target = table_->FindColumn(action.tokens()[end + 1].text);
    if (target != nullptr) target->default_to = action.TextUpTo(end, context_.text());
  }
  return true;
}

void AlterTableReader::ReadChange(TokenCursor action) {
  const Token& verb = action.Take();
  const bool change = verb.Is("change");
  if (verb.Is("alter") && IsOneOf(action.Peek(), {"constraint", "index"})) return;
  action.Accept("column");
  if (action.Is("(")) {  // Oracle: MODIFY (a …, b …)
    for (const TokenCursor& item : action.TakeGroup().SplitAtCommas()) {
      Items().ReadColumn(item, true);
    }
    return;
  }
  const Token& name = action.Peek();
  Column* column = table_->FindColumn(name.text);
  if (column == nullptr) {
    context_.Note(
        "sql-unknown-column", Severity::kWarning, name,
        fmt::format("table '{}' has no column '{}' to change", table_->full_name, name.text));
    return;
  }
  if (change) {  // CHANGE old new type …
    action.Take();
    RenameColumn(&known_, table_, column, action.Peek().text);
  }
  if (!change && !verb.Is("modify")) {
    action.Take();
    ReadColumnChange(action, name, column);
    return;
  }
  Column* target = table_->FindColumn(action.Peek().text);
  if (target != nullptr && context_.reading().modify_redefines) {
    target->nullable = true;
    target->default_to.reset();
  }
  Items().ReadColumn(action, true);
}

// ALTER COLUMN name …
void AlterTableReader::ReadColumnChange(TokenCursor action, const Token& name, Column* column) {
  if (action.AcceptAll({"set", "not", "null"})) {
    column->nullable = false;
  } else if (action.AcceptAll({"drop", "not", "null"})) {
    column->nullable = true;
  } else if (action.AcceptAll({"set", "default"})) {
    column->default_to = action.TextUpTo(action.limit(), context_.text());
    if (schema::Lower(*column->default_to).find("nextval") != std::string::npos) {
      column->identity = true;
    }
  } else if (action.AcceptAll({"drop", "default"})) {
    column->default_to.reset();
  } else if (action.AcceptAll({"add", "generated"})) {
    column->identity_always = action.Is("always");
    column->identity = true;
  } else if (action.AcceptAll({"set", "data", "type"}) || action.Accept("type")) {
    column->type = ReadType(&action, context_.dialect(), context_.text());
  } else if (IsOneOf(action.Peek(), {"set", "drop", "restart"})) {
    context_.Note("option-skipped", Severity::kSkipped, name, "an option of a column");
  } else {
    // T-SQL: ALTER COLUMN name type [NOT NULL]
    column->type = ReadType(&action, context_.dialect(), context_.text());
    column->nullable = !action.AreNext({"not", "null"});
  }
}

void AlterTableReader::DropNamed(const std::string& name) {
  const auto named = [&](const auto& item) { return SameName(item.name, name); };
  std::erase_if(table_->foreign_keys, named);
  std::erase_if(table_->unique_keys, named);
  std::erase_if(table_->checks, named);
}

void AlterTableReader::ReadDrop(TokenCursor action) {
  const Token& first = action.Peek();
  if (action.AcceptAll({"primary", "key"})) {
    table_->primary_key.clear();
    return;
  }
  if (action.AcceptAll({"foreign", "key"}) || action.Accept("constraint") ||
      action.Accept("index") || action.Accept("key") || action.Accept("check")) {
    action.AcceptAll({"if", "exists"});
    DropNamed(action.Take().text);
    return;
  }
  action.Accept("column");
  action.AcceptAll({"if", "exists"});
  std::vector<std::string> names;
  if (action.Is("(")) {
    names = ReadColumnList(action.TakeGroup()).names;
  } else {
    names.push_back(action.Take().text);
  }
  for (const std::string& name : names) {
    const Column* column = table_->FindColumn(name);
    if (column != nullptr) {
      DropColumn(table_, *column);
      continue;
    }
    context_.Note("sql-unknown-column", Severity::kWarning, first,
                  fmt::format("table '{}' has no column '{}' to drop", table_->full_name, name));
  }
}

void AlterTableReader::ReadRename(TokenCursor action, Table* table) {
  const bool column = action.Accept("column");
  if (IsOneOf(action.Peek(), {"constraint", "index", "key"})) return;
  if (!column && (action.Accept("to") || action.Accept("as"))) {
    RenameTable(&known_, table, ReadName(&action));
    return;
  }
  const Token& from = action.Take();
  if (!action.Accept("to")) return;
  const std::string to = action.Take().text;
  Column* found = table->FindColumn(from.text);
  if (found == nullptr) {
    context_.Note(
        "sql-unknown-column", Severity::kWarning, from,
        fmt::format("table '{}' has no column '{}' to rename", table->full_name, from.text));
    return;
  }
  RenameColumn(&known_, table, found, to);
}

}  // namespace datagen::ddl
