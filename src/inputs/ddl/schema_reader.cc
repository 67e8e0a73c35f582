#include "inputs/ddl/schema_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::SameName;
using schema::Table;
using NoteKind = schema::Note::Kind;

constexpr size_t kExcerptBytes = 60;

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
    dialect_ = &dialects::RecogniseDialect(script.window().substr(0, kBeginningBytes));
  }
  file_ = name;
  StatementReader statements(&script, dialect_->reading->lexical, name, &schema_.notes);
  Statement statement;
  while (statements.Next(&statement)) ReadStatement(statement);
  return script.status();
}

void SchemaReader::ReadStatement(const Statement& statement) {
  statement_ = &statement;
  const std::vector<Token> tokens = Tokenize(statement.text, dialect_->reading->lexical);
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
                       "partition",   "virtual"})) {
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
  temporary |= !table.name_parts.empty() && table.name_parts.back()[0] == '#' &&
               dialect_->reading->hash_names_temporary;
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

}  // namespace datagen::ddl
