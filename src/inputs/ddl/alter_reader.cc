// What changes tables after they were created: ALTER, RENAME, COMMENT, procedures of T-SQL.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "inputs/ddl/schema_reader.h"
#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::SameName;
using schema::Table;
using NoteKind = schema::Note::Kind;

void ReplaceName(std::vector<std::string>* names, const std::string& from, const std::string& to) {
  for (std::string& name : *names) {
    if (SameName(name, from)) name = to;
  }
}

bool Contains(const std::vector<std::string>& names, const std::string& wanted) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return SameName(name, wanted); });
}

}  // namespace

void SchemaReader::ReadAlterTable(TokenCursor cursor) {
  cursor.AcceptAll({"if", "exists"});
  cursor.Accept("only");
  const Token& where = cursor.Peek();
  const auto name = ReadName(&cursor);
  if (name.empty()) return;
  cursor.Accept("*");
  if (cursor.Is("owner") || cursor.Is("enable") || cursor.Is("disable") || cursor.Is("set") ||
      cursor.Is("cluster") || cursor.Is("replica") || cursor.Is("force")) {
    Note(NoteKind::kSkipped, where, "an ALTER TABLE that changes no column and no key");
    return;
  }
  if (cursor.AreNext({"attach", "partition"})) {
    cursor.Take();
    cursor.Take();
    const auto partition = ReadName(&cursor);
    const Table* found = schema_.Find(partition);
    left_out_.insert(schema::Lower(Dotted(partition)));
    if (found != nullptr) {
      Note(NoteKind::kSkipped, where, "a partition: its table is filled");
      schema_.tables.erase(schema_.tables.begin() + (found - schema_.tables.data()));
    }
    return;
  }
  const int table = FindTable(name, where);
  if (table < 0) return;
  // ADD a int, b int: what follows a comma without a verb goes on with the last one's.
  size_t verb = cursor.at();
  for (const TokenCursor& action : cursor.SplitAtCommas()) {
    const bool has_verb =
        IsOneOf(action.Peek(),
                {"add",        "alter",   "modify",  "change",   "drop",           "rename",
                 "with",       "owner",   "set",     "engine",   "auto_increment", "comment",
                 "enable",     "disable", "convert", "order",    "nocheck",        "check",
                 "row_format", "default", "charset", "validate", "cluster",        "inherit"});
    if (has_verb) {
      verb = action.at();
      ReadAlterAction(action, static_cast<size_t>(table));
      continue;
    }
    TokenCursor verb_cursor(cursor.tokens(), verb, cursor.limit());
    Table& changed = schema_.tables[static_cast<size_t>(table)];
    if (verb_cursor.Is("add")) {
      TableReader reader(Context(), &changed);
      reader.ReadItem(action);
    } else if (verb_cursor.Is("drop")) {
      ReadDrop(action, &changed);
    }
  }
}

void SchemaReader::ReadAlterAction(TokenCursor action, size_t table_index) {
  Table* table = &schema_.tables[table_index];
  const Token& first = action.Peek();
  if (action.AcceptAll({"with", "check"}) || action.AcceptAll({"with", "nocheck"})) {
    // T-SQL
  }
  if (action.Accept("add")) {
    ReadAdd(action, table);
  } else if (action.Is("alter") || action.Is("modify") || action.Is("change")) {
    ReadAlterColumn(action, table);
  } else if (action.Accept("drop")) {
    ReadDrop(action, table);
  } else if (action.Accept("rename")) {
    ReadRename(action, table);
  } else if (action.Accept("comment")) {
    action.Accept("=");
    if (action.Peek().kind == Token::Kind::kText) table->comment = action.Take().text;
  } else {
    Note(NoteKind::kSkipped, first, "an ALTER TABLE that changes no column and no key");
  }
}

void SchemaReader::ReadAdd(TokenCursor action, Table* table) {
  const bool column = action.Accept("column") || action.Accept("columns");
  action.AcceptAll({"if", "not", "exists"});
  TableReader reader(Context(), table);
  // ADD … DEFAULT value FOR column
  TokenCursor ahead = action;
  if (ahead.Is("constraint")) {
    ahead.Take();
    ahead.Take();
  }
  if (ahead.Accept("default")) {
    const size_t begin = ahead.at();
    size_t end = begin;
    while (end < ahead.limit() && !ahead.tokens()[end].Is("for")) ++end;
    TokenCursor value(ahead.tokens(), begin, ahead.limit());
    if (end + 1 < ahead.limit()) {
      Column* target = table->FindColumn(ahead.tokens()[end + 1].text);
      if (target != nullptr) target->default_to = value.TextUpTo(end, statement_->text);
    }
    return;
  }
  // Oracle: ADD (a …, b …); MySQL: ADD COLUMN (a …)
  if (action.Is("(")) {
    for (const TokenCursor& item : action.TakeGroup().SplitAtCommas()) reader.ReadItem(item);
    return;
  }
  if (action.AreNext({"generated"})) return;
  if (column) {
    reader.ReadColumn(action, false);
  } else {
    reader.ReadItem(action);
  }
}

void SchemaReader::ReadAlterColumn(TokenCursor action, Table* table) {
  const Token& verb = action.Take();
  const bool change = verb.Is("change");
  if (verb.Is("alter") && IsOneOf(action.Peek(), {"constraint", "index"})) return;
  action.Accept("column");
  TableReader reader(Context(), table);
  if (action.Is("(")) {  // Oracle: MODIFY (a …, b …)
    for (const TokenCursor& item : action.TakeGroup().SplitAtCommas()) {
      reader.ReadColumn(item, true);
    }
    return;
  }
  const Token& name = action.Peek();
  Column* column = table->FindColumn(name.text);
  if (column == nullptr) {
    Note(NoteKind::kWarning, name,
         fmt::format("table '{}' has no column '{}' to change", table->full_name, name.text));
    return;
  }
  if (change) {  // CHANGE old new type …
    action.Take();
    RenameColumn(table, column, action.Peek().text);
  }
  if (change || verb.Is("modify")) {
    Column* target = table->FindColumn(action.Peek().text);
    if (target != nullptr && dialect_->reading->modify_redefines) {
      // The definition is given anew.
      target->nullable = true;
      target->default_to.reset();
    }
    reader.ReadColumn(action, true);
    return;
  }
  action.Take();
  if (action.AcceptAll({"set", "not", "null"})) {
    column->nullable = false;
  } else if (action.AcceptAll({"drop", "not", "null"})) {
    column->nullable = true;
  } else if (action.AcceptAll({"set", "default"})) {
    column->default_to = action.TextUpTo(action.limit(), statement_->text);
    if (schema::Lower(*column->default_to).find("nextval") != std::string::npos) {
      column->identity = true;
    }
  } else if (action.AcceptAll({"drop", "default"})) {
    column->default_to.reset();
  } else if (action.AcceptAll({"add", "generated"})) {
    column->identity_always = action.Is("always");
    column->identity = true;
  } else if (action.AcceptAll({"set", "data", "type"}) || action.Accept("type")) {
    column->type = ReadType(&action, *dialect_, statement_->text);
  } else if (action.Is("set") || action.Is("drop") || action.Is("restart")) {
    Note(NoteKind::kSkipped, name, "an option of a column");
  } else {
    // T-SQL: ALTER COLUMN name type [NOT NULL]
    column->type = ReadType(&action, *dialect_, statement_->text);
    column->nullable = !action.AreNext({"not", "null"});
  }
}

void SchemaReader::ReadDrop(TokenCursor action, Table* table) {
  const Token& first = action.Peek();
  const auto remove_named = [&](const std::string& name) {
    const auto named = [&](const auto& item) { return SameName(item.name, name); };
    std::erase_if(table->foreign_keys, named);
    std::erase_if(table->unique_keys, named);
    std::erase_if(table->checks, named);
  };
  if (action.AcceptAll({"primary", "key"})) {
    table->primary_key.clear();
    return;
  }
  if (action.AcceptAll({"foreign", "key"}) || action.Accept("constraint") ||
      action.Accept("index") || action.Accept("key") || action.Accept("check")) {
    action.AcceptAll({"if", "exists"});
    remove_named(action.Take().text);
    return;
  }
  action.Accept("column");
  action.AcceptAll({"if", "exists"});
  std::vector<std::string> names;
  if (action.Is("(")) {
    bool plain = true;
    names = TableReader::ReadColumnNames(action.TakeGroup(), &plain);
  } else {
    names.push_back(action.Take().text);
  }
  for (const std::string& name : names) {
    const size_t before = table->columns.size();
    std::erase_if(table->columns, [&](const Column& c) { return SameName(c.name, name); });
    if (table->columns.size() == before) {
      Note(NoteKind::kWarning, first,
           fmt::format("table '{}' has no column '{}' to drop", table->full_name, name));
      continue;
    }
    const auto uses = [&](const auto& key) { return Contains(key.columns, name); };
    std::erase_if(table->unique_keys, uses);
    std::erase_if(table->foreign_keys, uses);
    if (Contains(table->primary_key, name)) table->primary_key.clear();
  }
}

// In the table, its keys, and the references to it.
void SchemaReader::RenameColumn(Table* table, Column* column, const std::string& to) {
  const std::string old = std::exchange(column->name, to);
  ReplaceName(&table->primary_key, old, to);
  for (schema::Key& key : table->unique_keys) ReplaceName(&key.columns, old, to);
  for (ForeignKey& key : table->foreign_keys) ReplaceName(&key.columns, old, to);
  for (Table& other : schema_.tables) {
    for (ForeignKey& key : other.foreign_keys) {
      if (schema_.Find(schema::NameParts(key.target)) == table) {
        ReplaceName(&key.target_columns, old, to);
      }
    }
  }
}

void SchemaReader::ReadRename(TokenCursor action, Table* table) {
  const bool column = action.Accept("column");
  if (action.Is("constraint") || action.Is("index") || action.Is("key")) return;
  if (!column && (action.Accept("to") || action.Accept("as"))) {
    auto name = ReadName(&action);
    if (name.empty()) return;
    const std::string old = table->full_name;
    if (name.size() == 1) {
      table->name_parts.back() = name[0];
    } else {
      table->name_parts = name;
    }
    table->full_name = Dotted(table->name_parts);
    for (Table& other : schema_.tables) {
      for (ForeignKey& key : other.foreign_keys) {
        if (SameName(key.target, old)) key.target = table->full_name;
      }
    }
    return;
  }
  const Token& from = action.Take();
  if (!action.Accept("to")) return;
  const std::string to = action.Take().text;
  Column* found = table->FindColumn(from.text);
  if (found == nullptr) {
    Note(NoteKind::kWarning, from,
         fmt::format("table '{}' has no column '{}' to rename", table->full_name, from.text));
    return;
  }
  RenameColumn(table, found, to);
}

void SchemaReader::ReadComment(TokenCursor cursor) {
  const Token& first = cursor.Take();
  cursor.AcceptAll({"if", "exists"});
  cursor.Accept("on");
  const bool column = cursor.Accept("column");
  if (!column && !cursor.Accept("table")) {
    Note(NoteKind::kSkipped, first, "a comment on something that is no table");
    return;
  }
  auto name = ReadName(&cursor);
  std::string column_name;
  if (column) {
    if (name.size() < 2) return;
    column_name = name.back();
    name.pop_back();
  }
  cursor.Accept("is");
  if (cursor.Peek().kind != Token::Kind::kText) return;
  const std::string text = cursor.Take().text;
  if (const Table* found = schema_.Find(name); found != nullptr) {
    Table& table = schema_.tables[static_cast<size_t>(found - schema_.tables.data())];
    if (!column) table.comment = text;
    Column* target = column ? table.FindColumn(column_name) : nullptr;
    if (target != nullptr) target->comment = text;
  }
}

// EXEC sp_addextendedproperty 'MS_Description', 'text', 'SCHEMA', 'dbo', 'TABLE', 't', 'COLUMN',
// 'c'; EXEC sp_rename 'old', 'new'
void SchemaReader::ReadExecute(TokenCursor cursor) {
  const Token& first = cursor.Take();
  const auto procedure = ReadName(&cursor);
  const std::string name = procedure.empty() ? "" : schema::Lower(procedure.back());
  std::vector<std::string> arguments;
  for (TokenCursor argument : cursor.SplitAtCommas()) {
    while (!argument.AtEnd() && argument.Peek().kind != Token::Kind::kText &&
           !(argument.Peek().kind == Token::Kind::kWord && argument.Peek().text[0] != '@')) {
      argument.Take();
    }
    arguments.push_back(argument.Take().text);
  }
  if (name == "sp_addextendedproperty" && arguments.size() >= 6) {
    const Table* found = schema_.Find(std::vector<std::string>{arguments[5]});
    if (found != nullptr && schema::Lower(arguments[0]) == "ms_description") {
      Table& table = schema_.tables[static_cast<size_t>(found - schema_.tables.data())];
      if (arguments.size() >= 8) {
        Column* column = table.FindColumn(arguments[7]);
        if (column != nullptr) column->comment = arguments[1];
      } else {
        table.comment = arguments[1];
      }
      return;
    }
  }
  if (name == "sp_rename" && arguments.size() >= 2) {
    const std::string script = arguments[0] + " TO " + arguments[1];
    const std::vector<Token> tokens = Tokenize(script, dialect_->reading->lexical);
    TokenCursor pair(tokens, 0, tokens.size() - 1);
    auto from = ReadName(&pair);
    const bool column = arguments.size() > 2 && schema::Lower(arguments[2]) == "column";
    std::string column_name;
    if (column && from.size() > 1) {
      column_name = from.back();
      from.pop_back();
    }
    const int table = FindTable(from, first);
    if (table < 0) return;
    Table& renamed = schema_.tables[static_cast<size_t>(table)];
    if (!column) {
      ReadRename(pair, &renamed);
    } else if (Column* target = renamed.FindColumn(column_name); target != nullptr) {
      RenameColumn(&renamed, target, arguments[1]);
    }
    return;
  }
  Note(NoteKind::kSkipped, first, "EXEC: says nothing of tables");
}

}  // namespace datagen::ddl
