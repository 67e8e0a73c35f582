#include "inputs/ddl/table_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "inputs/ddl/condition_reader.h"
#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::TypeFamily;

// Words that start an attribute of a column, so that a default ends before them.
bool StartsAttribute(const TokenCursor& item) {
  const Token& token = item.Peek();
  if (token.kind != Token::Kind::kWord) return false;
  if (token.lower == "not") return item.Peek(1).Is("null") || item.Peek(1).Is("for");
  if (token.lower == "null") return true;
  if (token.lower == "character") return item.Peek(1).Is("set");
  if (token.lower == "on") {
    return item.Peek(1).Is("update") || item.Peek(1).Is("delete") || item.Peek(1).Is("conflict");
  }
  if (token.lower == "with") {
    return IsOneOf(item.Peek(1), {"values", "check", "nocheck", "tag", "masking"});
  }
  return IsOneOf(
      token,
      {"constraint", "primary",   "unique",         "references",    "check",        "comment",
       "generated",  "identity",  "auto_increment", "autoincrement", "collate",      "encode",
       "distkey",    "sortkey",   "enable",         "disable",       "visible",      "invisible",
       "options",    "compress",  "title",          "format",        "casespecific", "as",
       "sparse",     "persisted", "deferrable",     "initially",     "key",          "rowguidcol",
       "masked",     "storage",   "virtual",        "stored",        "first",        "after",
       "novalidate"});
}

}  // namespace

std::vector<std::string> ReadName(TokenCursor* cursor) {
  std::vector<std::string> parts;
  if (cursor->AreNext({"identifier", "("})) {  // IDENTIFIER('t')
    cursor->Take();
    TokenCursor group = cursor->TakeGroup();
    return schema::NameParts(group.Take().text);
  }
  while (true) {
    const Token& token = cursor->Peek();
    if (!token.IsName() && token.kind != Token::Kind::kText) break;
    std::string part = cursor->Take().text;
    // my-project.data.table: the dashes of a project are part of its name.
    while (cursor->Is("-") && cursor->Peek(1).IsName() &&
           cursor->Peek().begin == cursor->tokens()[cursor->at() - 1].end &&
           cursor->Peek(1).begin == cursor->Peek().end) {
      cursor->Take();
      part += "-" + cursor->Take().text;
    }
    parts.push_back(std::move(part));
    if (!cursor->Is(".")) break;
    cursor->Take();
    while (cursor->Accept(".")) continue;  // db..table
  }
  return parts;
}

std::string Dotted(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, "."));
}

void TableReader::Note(schema::Note::Kind kind, const Token& token, const std::string& message) {
  context_.notes->push_back({kind, context_.place_of(token), message, token.text});
}

std::vector<std::string> TableReader::ReadColumnNames(TokenCursor group, bool* plain) {
  std::vector<std::string> names;
  *plain = true;
  for (TokenCursor part : group.SplitAtCommas()) {
    const Token& token = part.Take();
    const bool named = token.IsName() || token.kind == Token::Kind::kText;
    // name(10) is a column; lower(name) and (a || b) are expressions over columns.
    const bool prefix =
        named && part.Is("(") && part.Peek(1).kind == Token::Kind::kNumber && part.Peek(2).Is(")");
    if ((named && !part.Is("(")) || prefix) {
      names.push_back(token.text);
      continue;
    }
    *plain = false;
    for (size_t i = part.at(); i < part.limit(); ++i) {
      const Token& inner = part.tokens()[i];
      const bool call = i + 1 < part.limit() && part.tokens()[i + 1].Is("(");
      const bool known = std::find(names.begin(), names.end(), inner.text) != names.end();
      if (inner.IsName() && !call && !known) names.push_back(inner.text);
    }
  }
  return names;
}

void TableReader::ReadItem(TokenCursor item) {
  if (item.AtEnd()) return;
  if (item.Is("like") && item.Peek(1).IsName()) {
    item.Take();
    Like like{ReadName(&item), context_.dialect.reading->like_copies_keys};
    while (!item.AtEnd()) {
      const bool including = item.Take().Is("including");
      if (including && (item.Is("all") || item.Is("indexes"))) like.keys = true;
    }
    like_.push_back(std::move(like));
    return;
  }
  if (ReadConstraint(item)) return;
  ReadColumn(item, false);
}

bool TableReader::ReadConstraint(TokenCursor item) {
  std::string name;
  const Token& first = item.Peek();
  if (item.Is("constraint") && (item.Peek(1).IsName() || item.Peek(1).kind == Token::Kind::kText)) {
    item.Take();
    // CONSTRAINT FOREIGN KEY …: MySQL lets the name be missing.
    const bool unnamed = item.AreNext({"foreign", "key"}) || item.AreNext({"primary", "key"}) ||
                         item.AreNext({"check", "("}) || item.AreNext({"unique", "("});
    if (!unnamed) {
      const auto parts = ReadName(&item);
      name = parts.empty() ? "" : parts.back();
    }
    if (item.AtEnd()) return false;
    if (!ReadKey(&item, name)) {
      Note(schema::Note::Kind::kWarning, first, "a constraint that is not understood");
    }
    return true;
  }
  return ReadKey(&item, name);
}

bool TableReader::ReadKey(TokenCursor* item, const std::string& name) {
  const Token& first = item->Peek();
  const auto names_before_group = [&] {
    // KEY name USING BTREE (…): the words between the kind and the columns.
    std::string found = name;
    while (!item->AtEnd() && !item->Is("(")) {
      const Token& token = item->Take();
      if (IsOneOf(token, {"clustered", "nonclustered", "key", "index", "using", "btree", "hash",
                          "not", "nulls", "distinct"})) {
        continue;
      }
      if (token.IsName()) found = token.text;
    }
    return found;
  };
  if (item->AcceptAll({"primary", "key"})) {
    names_before_group();
    if (!item->Is("(")) return true;
    bool plain = true;
    table_.primary_key = ReadColumnNames(item->TakeGroup(), &plain);
    return true;
  }
  // `unique varchar(10)` would be a column of that name; a key has its columns somewhere.
  if (item->Is("unique")) {
    size_t ahead = 1;
    while (item->at() + ahead < item->limit() && !item->Peek(ahead).Is("(")) ++ahead;
    constexpr size_t kWordsMax = 6;
    if (item->at() + ahead >= item->limit() || ahead > kWordsMax) return false;
    if (ahead == 2 && IsTypeName(item->Peek(1)) && !item->Peek(1).Is("key")) return false;
    item->Take();
    const std::string key_name = names_before_group();
    bool plain = true;
    const auto columns = ReadColumnNames(item->TakeGroup(), &plain);
    if (!plain) {
      Note(schema::Note::Kind::kWarning, first,
           "a unique key over an expression: its columns alone are taken");
    }
    if (!columns.empty()) table_.unique_keys.push_back({key_name, columns, !plain});
    return true;
  }
  if (item->AreNext({"foreign", "key"})) {
    ForeignKey key;
    key.place = context_.place_of(first);
    item->Take();
    item->Take();
    item->AcceptAll({"if", "not", "exists"});
    key.name = name;
    while (!item->AtEnd() && !item->Is("(") && !item->Is("references")) {
      const Token& token = item->Take();
      if (token.IsName() && key.name.empty()) key.name = token.text;
    }
    bool plain = true;
    if (item->Is("(")) key.columns = ReadColumnNames(item->TakeGroup(), &plain);
    if (!item->Is("references")) {
      Note(schema::Note::Kind::kWarning, first, "a foreign key without REFERENCES");
      return true;
    }
    ReadReferences(item, std::move(key));
    return true;
  }
  if (item->Is("check") && item->Peek(1).Is("(")) {
    ReadCheck(item, name);
    return true;
  }
  if (!name.empty() && item->Is("not") && item->Peek(1).Is("null")) return true;
  if (IsOneOf(first, {"exclude", "period"}) &&
      (item->Peek(1).Is("using") || item->Peek(1).Is("for") || item->Peek(1).Is("("))) {
    Note(first.Is("exclude") ? schema::Note::Kind::kWarning : schema::Note::Kind::kSkipped, first,
         first.Is("exclude") ? "an exclusion constraint is not kept by what is generated"
                             : "a period of time has no columns of its own");
    return true;
  }
  // KEY name (cols), INDEX (cols), FULLTEXT KEY name (cols): not a column named key.
  if (IsOneOf(first, {"key", "index", "fulltext", "spatial", "vector"})) {
    size_t ahead = 1;
    while (IsOneOf(item->Peek(ahead), {"key", "index"})) ++ahead;
    const bool at_columns = item->Peek(ahead).Is("(");
    const bool named = item->Peek(ahead).IsName() &&
                       (item->Peek(ahead + 1).Is("(") || item->Peek(ahead + 1).Is("using") ||
                        IsOneOf(item->Peek(ahead + 1), {"clustered", "nonclustered"}));
    const bool column = named && !first.Is("fulltext") && !first.Is("spatial") && ahead == 1 &&
                        IsTypeName(item->Peek(1)) && item->Peek(3).kind == Token::Kind::kNumber;
    if ((at_columns || named) && !column) {
      Note(schema::Note::Kind::kSkipped, first, "an index that is not unique says nothing of data");
      return true;
    }
    return false;
  }
  return false;
}

void TableReader::ReadCheck(TokenCursor* item, const std::string& name) {
  const Token& first = item->Take();  // CHECK
  const TokenCursor group = item->TakeGroup();
  schema::Check check;
  check.name = name;
  check.text = group.TextUpTo(group.limit(), context_.source);
  check.condition = ReadCondition(group);
  check.place = context_.place_of(first);
  if (check.condition == nullptr) {
    Note(schema::Note::Kind::kWarning, first,
         fmt::format("CHECK ({}) is not understood: what is generated may break it", check.text));
  }
  table_.checks.push_back(std::move(check));
}

void TableReader::ReadReferences(TokenCursor* item, ForeignKey key) {
  const Token& first = item->Take();  // REFERENCES
  item->AcceptAll({"with", "no", "check", "option"});
  const auto parts = ReadName(item);
  if (parts.empty()) {
    Note(schema::Note::Kind::kWarning, first, "REFERENCES names no table");
    return;
  }
  key.target = fmt::format("{}", fmt::join(parts, "."));
  bool plain = true;
  if (item->Is("(")) key.target_columns = ReadColumnNames(item->TakeGroup(), &plain);
  while (!item->AtEnd()) {
    if (item->Is("on") && (item->Peek(1).Is("delete") || item->Peek(1).Is("update"))) {
      item->Take();
      std::string& action = item->Take().Is("delete") ? key.on_delete : key.on_update;
      action = item->Take().lower;
      if (action == "set" || action == "no") action += " " + item->Take().lower;
      if (item->Is("(") && action != "cascade") item->TakeGroup();
    } else if (item->Accept("match")) {
      item->Take();
    } else if (item->AcceptAll({"not", "deferrable"})) {
      key.deferrable = false;
    } else if (item->Accept("deferrable")) {
      key.deferrable = true;
    } else if (item->Accept("initially")) {
      if (item->Take().Is("deferred")) key.deferrable = true;
    } else if (item->AcceptAll({"not", "enforced"}) || item->Accept("enforced") ||
               item->Accept("enable") || item->Accept("disable") || item->Accept("validate") ||
               item->Accept("novalidate") || item->Accept("rely") || item->Accept("norely") ||
               item->AcceptAll({"not", "valid"}) ||
               item->AcceptAll({"not", "for", "replication"})) {
      continue;
    } else {
      break;
    }
  }
  table_.foreign_keys.push_back(std::move(key));
}

void TableReader::ReadDefault(TokenCursor* item, Column* column) {
  const size_t begin = item->at();
  TokenCursor from = *item;
  // At least one token, whatever it is: DEFAULT NULL.
  if (item->Is("(")) {
    item->TakeGroup();
  } else {
    item->Take();
  }
  while (!item->AtEnd() && !StartsAttribute(*item)) {
    if (item->Is("(")) {
      item->TakeGroup();
    } else {
      item->Take();
    }
  }
  from.MoveTo(begin);
  column->default_to = from.TextUpTo(item->at(), context_.source);
  const std::string lower = schema::Lower(*column->default_to);
  if (lower.find("nextval") != std::string::npos || lower.find("next value") != std::string::npos) {
    column->identity = true;
  }
}

void TableReader::ReadGenerated(TokenCursor* item, Column* column) {
  // GENERATED {ALWAYS | BY DEFAULT [ON NULL]} AS {IDENTITY | ROW START | (expression)}
  bool always = false;
  if (item->Accept("generated")) {
    always = item->Accept("always");
    if (item->AcceptAll({"by", "default"})) item->AcceptAll({"on", "null"});
  }
  item->Accept("as");
  if (item->Accept("identity")) {
    column->identity = true;
    column->identity_always = always;
    column->nullable = false;
    if (item->Is("(")) item->TakeGroup();
    return;
  }
  if (item->Is("(")) {
    const TokenCursor group = item->TakeGroup();
    column->generated = group.TextUpTo(group.limit(), context_.source);
  } else {
    column->generated = item->TextUpTo(item->limit(), context_.source);
    item->MoveTo(item->limit());
  }
  while (item->Accept("stored") || item->Accept("virtual") || item->Accept("persisted")) continue;
}

bool TableReader::ReadAttribute(TokenCursor* item, Column* column, std::string* constraint) {
  const Token& token = item->Peek();
  const std::string name = std::exchange(*constraint, "");
  if (item->AcceptAll({"not", "null"})) {
    column->nullable = false;
    return true;
  }
  if (item->Accept("null")) {
    return true;
  }
  if (item->Is("constraint") && item->Peek(1).IsName()) {
    item->Take();
    *constraint = item->Take().text;
    return true;
  }
  if (item->Is("default") && !item->Peek(1).Is("on")) {
    item->Take();
    ReadDefault(item, column);
    return true;
  }
  if (item->Is("with") && item->Peek(1).Is("default")) {  // DB2
    item->Take();
    item->Take();
    if (!item->AtEnd() && !StartsAttribute(*item)) ReadDefault(item, column);
    return true;
  }
  if (item->AcceptAll({"primary", "key"})) {
    table_.primary_key = {column->name};
    column->nullable = false;
    while (item->Accept("clustered") || item->Accept("nonclustered") || item->Accept("asc") ||
           item->Accept("desc")) {
      continue;
    }
    if (item->Is("(")) {
      bool plain = true;
      table_.primary_key = ReadColumnNames(item->TakeGroup(), &plain);
    }
    return true;
  }
  if (item->Accept("unique")) {
    while (item->Accept("key") || item->Accept("clustered") || item->Accept("nonclustered") ||
           item->Accept("index")) {
      continue;
    }
    table_.unique_keys.push_back({name, {column->name}});
    return true;
  }
  if (item->Is("key") && context_.dialect.reading->key_is_primary) {
    item->Take();
    table_.primary_key = {column->name};
    column->nullable = false;
    return true;
  }
  if (item->AreNext({"foreign", "key"})) {  // CONSTRAINT n FOREIGN KEY REFERENCES t
    item->Take();
    item->Take();
    if (item->Is("(")) item->TakeGroup();
    return item->Is("references");
  }
  if (item->Is("references")) {
    ForeignKey key;
    key.name = name;
    key.columns = {column->name};
    key.place = context_.place_of(token);
    ReadReferences(item, std::move(key));
    return true;
  }
  if (item->Is("check") && item->Peek(1).Is("(")) {
    ReadCheck(item, name);
    return true;
  }
  if (item->Is("generated") ||
      (item->Is("as") && (item->Peek(1).Is("(") || item->Peek(1).Is("identity")))) {
    ReadGenerated(item, column);
    return true;
  }
  if (item->Accept("identity") || item->Accept("auto_increment") || item->Accept("autoincrement")) {
    column->identity = true;
    column->identity_always =
        token.Is("identity") && context_.dialect.reading->identity_refuses_values;
    if (item->Is("(")) item->TakeGroup();
    while (item->Is("start") || item->Is("increment") || item->Is("order") || item->Is("noorder")) {
      item->Take();
      item->Accept("with");
      item->Accept("by");
      if (item->Peek().kind == Token::Kind::kNumber) item->Take();
    }
    return true;
  }
  if (item->Is("comment") || item->Is("title")) {
    const bool comment = item->Is("comment");
    item->Take();
    item->Accept("=");
    const Token& text = item->Take();
    if (text.kind == Token::Kind::kText && (comment || column->comment.empty())) {
      column->comment = text.text;
    }
    return true;
  }
  if (item->Is("options") && item->Peek(1).Is("(")) {
    item->Take();
    TokenCursor group = item->TakeGroup();
    while (!group.AtEnd()) {
      if (group.Take().Is("description") && group.Accept("=")) {
        column->comment = group.Take().text;
      }
    }
    return true;
  }
  if (item->AcceptAll({"on", "update"})) {
    item->Take();
    if (item->Is("(")) item->TakeGroup();
    return true;
  }
  if (item->AcceptAll({"on", "conflict"})) {
    item->Take();
    return true;
  }
  if (item->AcceptAll({"character", "set"}) || item->Accept("charset") || item->Accept("collate") ||
      item->Accept("encode") || item->Accept("format") || item->Accept("storage") ||
      item->Accept("codec")) {
    item->Accept("=");
    item->Take();
    if (item->Is("(")) item->TakeGroup();
    while (item->Accept(".")) item->Take();
    return true;
  }
  if (item->Accept("first")) return true;
  if (item->Accept("after")) {
    item->Take();
    return true;
  }
  static constexpr std::string_view kFlags[] = {
      "enable",  "disable", "validate",   "novalidate",   "visible",   "invisible",  "distkey",
      "sortkey", "sparse",  "rowguidcol", "casespecific", "uppercase", "deferrable", "enforced",
      "binary",  "hidden",  "ascii",      "unicode",      "fallback",  "asc",        "desc",
      "rely",    "norely",  "stored",     "virtual",      "persisted", "values",     "implicitly"};
  for (const std::string_view flag : kFlags) {
    if (item->Accept(flag)) return true;
  }
  if (item->AcceptAll({"not", "for", "replication"}) || item->AcceptAll({"not", "casespecific"}) ||
      item->AcceptAll({"not", "enforced"}) || item->AcceptAll({"not", "deferrable"}) ||
      item->AcceptAll({"not", "hidden"}) || item->AcceptAll({"not", "valid"}) ||
      item->AcceptAll({"initially", "deferred"}) || item->AcceptAll({"initially", "immediate"}) ||
      item->AcceptAll({"with", "values"})) {
    return true;
  }
  if (item->Accept("compress") || item->Accept("masked") || item->AcceptAll({"with", "tag"}) ||
      item->AcceptAll({"with", "masking", "policy"}) || item->AcceptAll({"masking", "policy"})) {
    item->Accept("with");
    if (item->Is("(")) {
      item->TakeGroup();
    } else if (item->Peek().kind == Token::Kind::kText ||
               item->Peek().kind == Token::Kind::kNumber) {
      item->Take();
    }
    return true;
  }
  return false;
}

void TableReader::ReadAttributes(TokenCursor* item, Column* column) {
  std::string constraint;
  while (!item->AtEnd()) {
    if (ReadAttribute(item, column, &constraint)) continue;
    const Token& unknown = item->Take();
    if (item->Is("(")) item->TakeGroup();
    Note(schema::Note::Kind::kSkipped, unknown,
         fmt::format("'{}' of column '{}' is an option that is not known", unknown.text,
                     column->name));
  }
}

void TableReader::ApplyUserType(Column* column) {
  if (column->type.family == TypeFamily::kArray && column->type.element != nullptr) {
    const auto found = context_.user_types.find(column->type.element->name);
    if (found != context_.user_types.end()) {
      column->type.element = std::make_shared<schema::DataType>(found->second.type);
    }
    return;
  }
  const auto found = context_.user_types.find(column->type.name);
  if (found == context_.user_types.end() || column->type.family != TypeFamily::kOther) return;
  const UserType& known = found->second;
  const std::string text = column->type.text;
  column->type = known.type;
  column->type.text = text;
  if (known.not_null) column->nullable = false;
  if (known.default_to) column->default_to = known.default_to;
  for (schema::Check check : known.checks) {
    // VALUE stands for the column.
    if (check.condition != nullptr) {
      const std::function<schema::Condition(schema::Condition)> rename =
          [&](schema::Condition condition) {
            if (condition.kind == schema::Condition::Kind::kColumn &&
                schema::Lower(condition.text) == "value") {
              condition.text = column->name;
            }
            for (schema::Condition& part : condition.parts) part = rename(part);
            return condition;
          };
      check.condition = std::make_shared<const schema::Condition>(rename(*check.condition));
    }
    table_.checks.push_back(std::move(check));
  }
}

void TableReader::ReadColumn(TokenCursor item, bool replace) {
  const Token& first = item.Peek();
  if (!first.IsName() && first.kind != Token::Kind::kText) {
    Note(schema::Note::Kind::kWarning, first, "neither a column nor a constraint");
    return;
  }
  Column column;
  column.place = context_.place_of(first);
  column.name = item.Take().text;
  Column* known = table_.FindColumn(column.name);
  if (replace && known != nullptr) column = *known;
  const bool computed = item.Is("as") && item.Peek(1).Is("(");
  // SQLite takes columns without a type.
  const bool typed = item.Peek().IsName() && !computed && !StartsAttribute(item) &&
                     !item.AreNext({"not", "null"}) && !item.Is("default");
  const bool as_type = typed || (item.Is("character") && !item.Peek(1).Is("set"));
  if (as_type) {
    column.type = ReadType(&item, context_.dialect, context_.source);
    const std::string& type = column.type.name;
    if (type.find("serial") != std::string::npos && column.type.family == TypeFamily::kInteger) {
      column.identity = true;
      column.nullable = false;
    }
    ApplyUserType(&column);
    if (column.type.family == TypeFamily::kOther && !IsKnownType(type) &&
        !context_.dialect.storage.free_types) {
      Note(schema::Note::Kind::kWarning, first,
           fmt::format("the type '{}' of column '{}' is not known", column.type.text, column.name));
    }
  } else if (!replace && !computed && !context_.dialect.storage.free_types && item.AtEnd()) {
    Note(schema::Note::Kind::kWarning, first, "a column without a type");
  }
  ReadAttributes(&item, &column);
  if (known != nullptr) {
    *known = std::move(column);
  } else {
    table_.columns.push_back(std::move(column));
  }
}

}  // namespace datagen::ddl
