#include "ddl/schema_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::SameName;
using schema::Table;
using NoteKind = schema::Note::Kind;

constexpr size_t kExcerptBytes = 60;

bool IsOneOf(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.Is(word); });
}

std::string Dotted(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, "."));
}

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

TableReader::Context SchemaReader::Context() {
  return {*dialect_, user_types_, statement_->text,
          [this](const Token& token) { return PlaceOf(token); }, &schema_.notes};
}

schema::Place SchemaReader::PlaceOf(const Token& token) const {
  schema::Place place{file_, statement_->line, statement_->column};
  Advance(std::string_view(statement_->text).substr(0, token.begin), &place.line, &place.column);
  return place;
}

void SchemaReader::Note(NoteKind kind, const Token& token, const std::string& message) {
  std::string excerpt = statement_->text.substr(token.begin, kExcerptBytes);
  excerpt = excerpt.substr(0, excerpt.find('\n'));
  schema_.notes.push_back({kind, PlaceOf(token), message, excerpt});
}

int SchemaReader::FindTable(const std::vector<std::string>& parts, const Token& where) {
  const Table* found = schema_.Find(parts);
  if (found != nullptr) return static_cast<int>(found - schema_.tables.data());
  if (left_out_.count(schema::Lower(Dotted(parts))) == 0) {
    Note(NoteKind::kWarning, where, fmt::format("there is no table '{}' to change", Dotted(parts)));
  }
  return -1;
}

base::Status SchemaReader::ReadScript(const std::string& name, ReadBytes read) {
  ScriptText script(std::move(read));
  if (dialect_ == nullptr) {
    constexpr size_t kBeginningBytes = size_t{512} << 10;
    script.Fill(kBeginningBytes);
    dialect_ = &RecogniseDialect(script.window().substr(0, kBeginningBytes));
  }
  file_ = name;
  StatementReader statements(&script, *dialect_, name, &schema_.notes);
  Statement statement;
  while (statements.Next(&statement)) ReadStatement(statement);
  statements.ReportSkipped();
  return script.status();
}

void SchemaReader::ReadStatement(const Statement& statement) {
  statement_ = &statement;
  const std::vector<Token> tokens = Tokenize(statement.text, dialect_->lexical);
  TokenCursor cursor(tokens, 0, tokens.size() - 1);
  // IF … BEGIN CREATE TABLE …: the condition says nothing of the schema.
  if (IsOneOf(cursor.Peek(), {"if", "begin", "then"})) {
    while (!cursor.AtEnd() &&
           !(IsOneOf(cursor.Peek(), {"create", "alter"}) && !cursor.Peek(1).Is("schema"))) {
      cursor.Take();
    }
  }
  if (cursor.AtEnd()) return;
  if (cursor.Is("create")) {
    ReadCreate(cursor);
  } else if (cursor.Is("alter") && (cursor.Peek(1).Is("table") || cursor.Peek(2).Is("table"))) {
    while (!cursor.Accept("table")) cursor.Take();
    ReadAlterTable(cursor);
  } else if (cursor.Is("comment")) {
    ReadComment(cursor);
  } else if (cursor.AreNext({"rename", "table"})) {
    cursor.Take();
    cursor.Take();
    for (TokenCursor pair : cursor.SplitAtCommas()) {
      const Token& where = pair.Peek();
      const int table = FindTable(ReadName(&pair), where);
      if (table >= 0) ReadRename(pair, &schema_.tables[static_cast<size_t>(table)]);
    }
  } else if (IsOneOf(cursor.Peek(), {"exec", "execute"})) {
    ReadExecute(cursor);
  } else if (cursor.Is("drop")) {
    Note(NoteKind::kSkipped, cursor.Peek(), "DROP: what is created counts");
  } else {
    Note(NoteKind::kSkipped, cursor.Peek(),
         fmt::format("{}: says nothing of tables", cursor.Peek().text));
  }
}

void SchemaReader::ReadCreate(TokenCursor cursor) {
  const Token& first = cursor.Take();
  bool temporary = false;
  bool unique = false;
  constexpr int kWordsMax = 12;
  for (int k = 0; k < kWordsMax && !cursor.AtEnd(); ++k) {
    const Token& word = cursor.Take();
    if (IsOneOf(word, {"temporary", "temp", "volatile"})) temporary = true;
    if (word.Is("unique")) unique = true;
    if (word.Is("table")) {
      ReadCreateTable(cursor, temporary);
      return;
    }
    if (word.Is("type")) {
      ReadCreateType(cursor);
      return;
    }
    if (word.Is("domain")) {
      ReadCreateDomain(cursor);
      return;
    }
    if (word.Is("index")) {
      ReadCreateIndex(cursor, unique);
      return;
    }
    if (IsOneOf(word, {"view",        "schema",       "database",  "sequence",     "extension",
                       "role",        "user",         "synonym",   "login",        "warehouse",
                       "stage",       "rule",         "policy",    "server",       "aggregate",
                       "operator",    "cast",         "collation", "tablespace",   "statistics",
                       "publication", "subscription", "catalog",   "volume",       "trigger",
                       "language",    "directory",    "cluster",   "materialized", "fulltext",
                       "partition"})) {
      // A virtual table of SQLite comes through here too: it has no columns to fill.
      Note(NoteKind::kSkipped, first, fmt::format("CREATE {}: no table to fill", word.text));
      return;
    }
  }
  Note(NoteKind::kSkipped, first, "CREATE of something that is no table");
}

void SchemaReader::CopyColumns(const std::vector<std::string>& from, Table* table,
                               const Token& where, bool keys) {
  const Table* source = schema_.Find(from);
  if (source == nullptr) {
    Note(NoteKind::kWarning, where, fmt::format("there is no table '{}' to copy", Dotted(from)));
    return;
  }
  for (const Column& column : source->columns) {
    if (table->FindColumn(column.name) == nullptr) table->columns.push_back(column);
  }
  table->checks.insert(table->checks.end(), source->checks.begin(), source->checks.end());
  if (!keys) return;
  if (table->primary_key.empty()) table->primary_key = source->primary_key;
  table->unique_keys.insert(table->unique_keys.end(), source->unique_keys.begin(),
                            source->unique_keys.end());
}

// Options between the name and the columns: Teradata's `, NO FALLBACK`, Snowflake's CLUSTER BY (a).
// Without columns behind them, the cursor stays.
void SchemaReader::SkipOptions(TokenCursor* cursor) {
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

void SchemaReader::ReadCreateTable(TokenCursor cursor, bool temporary) {
  const bool if_not_exists = cursor.AcceptAll({"if", "not", "exists"});
  const Token& where = cursor.Peek();
  Table table;
  table.place = PlaceOf(where);
  table.name_parts = ReadName(&cursor);
  // T-SQL marks temporary tables by their names.
  temporary |=
      !table.name_parts.empty() && table.name_parts.back()[0] == '#' && dialect_->id == "sqlserver";
  if (table.name_parts.empty()) {
    Note(NoteKind::kError, where, "CREATE TABLE without a name: expected a table's name");
    return;
  }
  table.full_name = Dotted(table.name_parts);
  if (temporary) {
    left_out_.insert(schema::Lower(table.full_name));
    Note(NoteKind::kSkipped, where, "a temporary table");
    return;
  }
  bool partition = false;
  SkipOptions(&cursor);
  if (cursor.Is("like") || cursor.Is("clone")) {
    cursor.Take();
    CopyColumns(ReadName(&cursor), &table, where, true);
  }
  if (cursor.AreNext({"partition", "of"})) partition = true;
  if (!partition && cursor.Is("(") && !cursor.Peek(1).Is("select")) {
    TokenCursor group = cursor.TakeGroup();
    if (group.limit() == cursor.limit()) {
      Note(NoteKind::kWarning, where,
           fmt::format("the list of columns of '{}' does not end", table.full_name));
    }
    TableReader reader(Context(), &table);
    for (const TokenCursor& item : group.SplitAtCommas()) reader.ReadItem(item);
    for (const auto& like : reader.like()) CopyColumns(like.name, &table, where, like.keys);
  }
  ReadTableTail(cursor, &table, &partition);
  if (partition) {
    left_out_.insert(schema::Lower(table.full_name));
    Note(NoteKind::kSkipped, where, "a partition: its table is filled");
    return;
  }
  if (table.columns.empty()) {
    Note(NoteKind::kWarning, where,
         fmt::format("table '{}' has no columns that can be read", table.full_name));
    return;
  }
  for (Table& known : schema_.tables) {
    if (!SameName(known.full_name, table.full_name)) continue;
    if (if_not_exists) {
      Note(NoteKind::kSkipped, where,
           fmt::format("'{}' is there already (line {})", table.full_name, known.place.line));
      return;
    }
    Note(NoteKind::kWarning, where,
         fmt::format("'{}' is created a second time (first in line {}): the last one counts",
                     table.full_name, known.place.line));
    known = std::move(table);
    return;
  }
  schema_.tables.push_back(std::move(table));
}

// What stands behind the columns: options, comments, more columns (PARTITIONED BY, AS SELECT).
void SchemaReader::ReadTableTail(TokenCursor cursor, Table* table, bool* partition) {
  while (!cursor.AtEnd()) {
    if (cursor.AreNext({"partition", "of"})) {
      *partition = true;
      return;
    }
    if (cursor.Accept("inherits")) {
      if (!cursor.Is("(")) continue;
      for (TokenCursor parent : cursor.TakeGroup().SplitAtCommas()) {
        const Token& where = parent.Peek();
        CopyColumns(ReadName(&parent), table, where, false);
      }
      continue;
    }
    if (cursor.AcceptAll({"partitioned", "by"})) {
      if (!cursor.Is("(")) continue;
      // Hive's are columns with types; those of Delta name columns.
      const TokenCursor group = cursor.TakeGroup();
      TableReader reader(Context(), table);
      for (const TokenCursor& item : group.SplitAtCommas()) {
        if (item.limit() - item.at() > 1 && IsTypeName(item.Peek(1))) reader.ReadItem(item);
      }
      continue;
    }
    if (cursor.AcceptAll({"options", "("})) {
      while (!cursor.AtEnd() && !cursor.Is(")")) {
        if (cursor.Take().Is("description") && cursor.Accept("=")) {
          table->comment = cursor.Take().text;
        }
      }
      continue;
    }
    if (cursor.Accept("comment")) {
      cursor.Accept("=");
      if (cursor.Peek().kind == Token::Kind::kText) table->comment = cursor.Take().text;
      continue;
    }
    if (cursor.Is("as") && IsOneOf(cursor.Peek(1), {"select", "with", "("})) {
      ReadSelectedColumns(cursor, table);
      return;
    }
    if (cursor.Is("(")) {
      cursor.TakeGroup();
      continue;
    }
    cursor.Take();
  }
}

// CREATE TABLE … AS SELECT CAST(NULL AS type) AS name, …
void SchemaReader::ReadSelectedColumns(TokenCursor cursor, Table* table) {
  cursor.Take();
  if (cursor.Is("(")) cursor = cursor.TakeGroup();
  cursor.Accept("select");
  size_t end = cursor.at();
  int depth = 0;
  for (; end < cursor.limit(); ++end) {
    const Token& token = cursor.tokens()[end];
    if (token.Is("(")) ++depth;
    if (token.Is(")")) --depth;
    if (depth == 0 && IsOneOf(token, {"from", "where", "limit"})) break;
  }
  for (TokenCursor item : TokenCursor(cursor.tokens(), cursor.at(), end).SplitAtCommas()) {
    if (!item.AreNext({"cast", "("})) continue;
    item.Take();
    TokenCursor cast = item.TakeGroup();
    while (!cast.AtEnd() && !cast.Is("as")) cast.Take();
    if (!cast.Accept("as")) continue;
    Column column;
    column.place = PlaceOf(item.Peek());
    column.type = ReadType(&cast, *dialect_, statement_->text);
    item.Accept("as");
    if (!item.Peek().IsName()) continue;
    column.name = item.Take().text;
    if (table->FindColumn(column.name) == nullptr) table->columns.push_back(std::move(column));
  }
}

void SchemaReader::ReadCreateType(TokenCursor cursor) {
  cursor.AcceptAll({"if", "not", "exists"});
  const Token& where = cursor.Peek();
  const auto name = ReadName(&cursor);
  if (name.empty()) return;
  UserType known;
  const std::string key = schema::Lower(name.back());
  if (cursor.AcceptAll({"as", "enum"}) && cursor.Is("(")) {
    known.type.family = schema::TypeFamily::kEnum;
    TokenCursor group = cursor.TakeGroup();
    for (TokenCursor value : group.SplitAtCommas()) known.type.values.push_back(value.Take().text);
  } else if (cursor.Accept("from")) {  // an alias of T-SQL
    known.type = ReadType(&cursor, *dialect_, statement_->text);
    known.not_null = cursor.AreNext({"not", "null"});
  } else {
    Note(NoteKind::kWarning, where,
         fmt::format("the type '{}' is made of parts: its columns are filled as text",
                     Dotted(name)));
    return;
  }
  known.type.name = key;
  user_types_[key] = std::move(known);
}

void SchemaReader::ReadCreateDomain(TokenCursor cursor) {
  const auto name = ReadName(&cursor);
  cursor.Accept("as");
  if (name.empty() || cursor.AtEnd()) return;
  // A domain is a column of a table of its own: the same type, default and checks.
  Table table;
  table.name_parts = name;
  TableReader reader(Context(), &table);
  const std::vector<Token>& tokens = cursor.tokens();
  // `name AS type …` without AS: the token before the type stands for the column.
  TokenCursor column(tokens, cursor.at() - 1, cursor.limit());
  reader.ReadColumn(column, false);
  if (table.columns.empty()) return;
  UserType known;
  known.type = table.columns[0].type;
  known.not_null = !table.columns[0].nullable;
  known.default_to = table.columns[0].default_to;
  known.checks = table.checks;
  user_types_[schema::Lower(name.back())] = std::move(known);
}

void SchemaReader::ReadCreateIndex(TokenCursor cursor, bool unique) {
  const Token& where = cursor.Peek();
  if (!unique) {
    Note(NoteKind::kSkipped, where, "an index that is not unique says nothing of data");
    return;
  }
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
  const int table = FindTable(target, where);
  if (table < 0) return;
  bool plain = true;
  auto columns = TableReader::ReadColumnNames(cursor.TakeGroup(), &plain);
  // lower(name): what is unique without its case is unique with it. Names that are no columns are
  // functions or words.
  std::erase_if(columns, [&](const std::string& column) {
    return !plain && schema_.tables[static_cast<size_t>(table)].FindColumn(column) == nullptr;
  });
  if (!plain) {
    Note(NoteKind::kWarning, where,
         "a unique index over an expression: its columns alone are kept unique");
  }
  if (cursor.Is("where")) {
    Note(NoteKind::kSkipped, where,
         "the condition of a unique index: its columns are kept unique in all rows");
  }
  if (!columns.empty()) {
    schema_.tables[static_cast<size_t>(table)].unique_keys.push_back({name, columns, !plain});
  }
}

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
    const std::string old = column->name;
    column->name = action.Peek().text;
    for (schema::Key& key : table->unique_keys) ReplaceName(&key.columns, old, column->name);
    for (ForeignKey& key : table->foreign_keys) ReplaceName(&key.columns, old, column->name);
    ReplaceName(&table->primary_key, old, column->name);
  }
  if (change || verb.Is("modify")) {
    Column* target = table->FindColumn(action.Peek().text);
    if (target != nullptr && dialect_->id == "mysql") {
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
  const std::string old = found->name;
  found->name = to;
  ReplaceName(&table->primary_key, old, to);
  for (schema::Key& key : table->unique_keys) ReplaceName(&key.columns, old, to);
  for (ForeignKey& key : table->foreign_keys) ReplaceName(&key.columns, old, to);
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
    const std::vector<Token> tokens = Tokenize(script, dialect_->lexical);
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
      target->name = arguments[1];
    }
    return;
  }
  Note(NoteKind::kSkipped, first, "EXEC: says nothing of tables");
}

void SchemaReader::ResolveKey(const schema::Schema& schema, const Table& table, ForeignKey* key,
                              bool* drop) {
  *drop = true;
  const auto warn = [&](const std::string& message) {
    schema_.notes.push_back({NoteKind::kWarning, key->place, message, key->target});
  };
  std::vector<std::string> parts;
  size_t from = 0;
  for (size_t dot = key->target.find('.'); dot != std::string::npos;
       dot = key->target.find('.', from)) {
    parts.push_back(key->target.substr(from, dot - from));
    from = dot + 1;
  }
  parts.push_back(key->target.substr(from));
  // A name without a schema means the table's own schema first.
  const Table* target = nullptr;
  if (parts.size() == 1 && table.name_parts.size() > 1) {
    std::vector<std::string> own = table.name_parts;
    own.back() = parts[0];
    const Table* near = schema.Find(own);
    if (near != nullptr && near->name_parts.size() == own.size() &&
        SameName(near->full_name, Dotted(own))) {
      target = near;
    }
  }
  if (target == nullptr) target = schema.Find(parts);
  if (target == nullptr) {
    warn(fmt::format("a foreign key of '{}' refers to '{}', which no file creates: it is left out",
                     table.full_name, key->target));
    return;
  }
  key->target = target->full_name;
  if (key->target_columns.empty()) key->target_columns = target->primary_key;
  if (key->columns.empty() || key->columns.size() != key->target_columns.size()) {
    warn(fmt::format("a foreign key of '{}' has {} columns and its target '{}' {}: it is left out",
                     table.full_name, key->columns.size(), key->target,
                     key->target_columns.size()));
    return;
  }
  for (std::string& column : key->columns) {
    const Column* found = table.FindColumn(column);
    if (found == nullptr) {
      warn(fmt::format("a foreign key names column '{}', which '{}' does not have: it is left out",
                       column, table.full_name));
      return;
    }
    column = found->name;
  }
  for (std::string& column : key->target_columns) {
    const Column* found = target->FindColumn(column);
    if (found == nullptr) {
      warn(
          fmt::format("a foreign key refers to column '{}', which '{}' does not have: it is left "
                      "out",
                      column, target->full_name));
      return;
    }
    column = found->name;
  }
  *drop = false;
}

void SchemaReader::Resolve(schema::Schema* schema) {
  for (Table& table : schema->tables) {
    const auto settle = [&](std::vector<std::string>* columns) {
      for (std::string& name : *columns) {
        const Column* found = table.FindColumn(name);
        if (found == nullptr) {
          schema_.notes.push_back({NoteKind::kWarning, table.place,
                                   fmt::format("a key names column '{}', which '{}' does not have",
                                               name, table.full_name),
                                   name});
          return false;
        }
        name = found->name;
      }
      return !columns->empty();
    };
    if (!settle(&table.primary_key)) table.primary_key.clear();
    // INTEGER PRIMARY KEY is SQLite's row number; other keys there may be null by an old mistake.
    for (const std::string& name : table.primary_key) table.FindColumn(name)->nullable = false;
    std::erase_if(table.unique_keys, [&](schema::Key& key) { return !settle(&key.columns); });
    // The same columns twice say nothing more.
    std::vector<schema::Key> different;
    for (schema::Key& key : table.unique_keys) {
      const auto same = [&](const std::vector<std::string>& other) {
        return std::is_permutation(key.columns.begin(), key.columns.end(), other.begin(),
                                   other.end());
      };
      const bool known = same(table.primary_key) ||
                         std::any_of(different.begin(), different.end(),
                                     [&](const schema::Key& k) { return same(k.columns); });
      if (!known) different.push_back(std::move(key));
    }
    table.unique_keys = std::move(different);
  }
  for (Table& table : schema->tables) {
    std::vector<ForeignKey> kept;
    for (ForeignKey& key : table.foreign_keys) {
      bool drop = false;
      ResolveKey(*schema, table, &key, &drop);
      const bool known = std::any_of(kept.begin(), kept.end(), [&](const ForeignKey& other) {
        return other.columns == key.columns && other.target == key.target &&
               other.target_columns == key.target_columns;
      });
      if (!drop && !known) kept.push_back(std::move(key));
    }
    table.foreign_keys = std::move(kept);
  }
}

schema::Schema SchemaReader::Finish() {
  if (dialect_ == nullptr) dialect_ = FindDialect("ansi");
  schema_.dialect = dialect_->id;
  schema::Schema schema;
  schema.dialect = schema_.dialect;
  schema.tables = std::move(schema_.tables);
  Resolve(&schema);
  schema.notes = std::move(schema_.notes);
  schema_ = {};
  return schema;
}

}  // namespace datagen::ddl
