#include "inputs/ddl/attribute_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "inputs/ddl/condition_reader.h"
#include "inputs/ddl/constraint_reader.h"
#include "inputs/ddl/name_reader.h"

namespace datagen::ddl {
namespace {}  // namespace

bool StartsAttribute(const TokenCursor& cursor) {
  const Token& token = cursor.Peek();
  if (token.kind != Token::Kind::kWord) return false;
  const Token& next = cursor.Peek(1);
  if (token.lower == "not") return IsOneOf(next, {"null", "for"});
  if (token.lower == "null") return true;
  if (token.lower == "character") return next.Is("set");
  if (token.lower == "on") return IsOneOf(next, {"update", "delete", "conflict"});
  if (token.lower == "with") {
    return IsOneOf(next, {"values", "check", "nocheck", "tag", "masking"});
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

void AttributeReader::Read() {
  while (!cursor_.AtEnd()) {
    if (ReadOne()) continue;
    const Token& unknown = cursor_.Take();
    TakeGroupIfAny();
    context_.NoteWord("option-skipped", Severity::kSkipped, unknown,
                      fmt::format("'{}' of column '{}' is an option that is not known",
                                  unknown.text, column_.name));
  }
}

bool AttributeReader::ReadOne() {
  static constexpr bool (AttributeReader::*kAttributes[])() = {
      &AttributeReader::ReadNull,        &AttributeReader::ReadConstraintName,
      &AttributeReader::ReadDefault,     &AttributeReader::ReadPrimaryKey,
      &AttributeReader::ReadUnique,      &AttributeReader::ReadReference,
      &AttributeReader::ReadColumnCheck, &AttributeReader::ReadGenerated,
      &AttributeReader::ReadIdentity,    &AttributeReader::ReadComment,
      &AttributeReader::ReadDescription, &AttributeReader::ReadOnEvent,
      &AttributeReader::ReadSetting,     &AttributeReader::ReadPosition,
      &AttributeReader::ReadFlag,        &AttributeReader::ReadPolicy};
  name_ = std::exchange(next_name_, "");
  return std::any_of(std::begin(kAttributes), std::end(kAttributes),
                     [this](auto read) { return (this->*read)(); });
}

void AttributeReader::TakeGroupIfAny() {
  if (cursor_.Is("(")) cursor_.TakeGroup();
}

bool AttributeReader::ReadNull() {
  if (cursor_.AcceptAll({"not", "null"})) {
    column_.nullable = false;
    return true;
  }
  return cursor_.Accept("null");
}

bool AttributeReader::ReadConstraintName() {
  if (!cursor_.Is("constraint") || !cursor_.Peek(1).IsName()) return false;
  cursor_.Take();
  next_name_ = cursor_.Take().text;
  return true;
}

bool AttributeReader::ReadDefault() {
  if (cursor_.Is("default") && !cursor_.Peek(1).Is("on")) {
    cursor_.Take();
    ReadDefaultValue();
    return true;
  }
  if (!cursor_.AcceptAll({"with", "default"})) return false;  // DB2
  if (!cursor_.AtEnd() && !StartsAttribute(cursor_)) ReadDefaultValue();
  return true;
}

void AttributeReader::ReadDefaultValue() {
  const TokenCursor from = cursor_;
  // At least one token, whatever it is: DEFAULT NULL.
  do {
    if (cursor_.Is("(")) {
      cursor_.TakeGroup();
    } else {
      cursor_.Take();
    }
  } while (!cursor_.AtEnd() && !StartsAttribute(cursor_));
  column_.default_to = from.TextUpTo(cursor_.at(), context_.text());
  const std::string lower = schema::Lower(*column_.default_to);
  if (lower.find("nextval") != std::string::npos || lower.find("next value") != std::string::npos) {
    column_.identity = true;
  }
}

bool AttributeReader::ReadPrimaryKey() {
  const bool alone = context_.reading().key_is_primary && cursor_.Accept("key");
  if (!alone && !cursor_.AcceptAll({"primary", "key"})) return false;
  table_.primary_key = {column_.name};
  column_.nullable = false;
  if (alone) return true;
  while (cursor_.Accept("clustered") || cursor_.Accept("nonclustered") || cursor_.Accept("asc") ||
         cursor_.Accept("desc")) {
    continue;
  }
  if (cursor_.Is("(")) table_.primary_key = ReadColumnList(cursor_.TakeGroup()).names;
  return true;
}

bool AttributeReader::ReadUnique() {
  if (!cursor_.Accept("unique")) return false;
  while (cursor_.Accept("key") || cursor_.Accept("clustered") || cursor_.Accept("nonclustered") ||
         cursor_.Accept("index")) {
    continue;
  }
  table_.unique_keys.push_back({name_, {column_.name}});
  return true;
}

bool AttributeReader::ReadReference() {
  if (cursor_.AcceptAll({"foreign", "key"})) {  // CONSTRAINT n FOREIGN KEY REFERENCES t
    TakeGroupIfAny();
    return true;
  }
  if (!cursor_.Is("references")) return false;
  schema::ForeignKey key;
  key.name = name_;
  key.columns = {column_.name};
  key.place = context_.PlaceOf(cursor_.Peek());
  ReadReferences(&cursor_, context_, std::move(key), &table_);
  return true;
}

bool AttributeReader::ReadColumnCheck() {
  if (!cursor_.AreNext({"check", "("})) return false;
  ReadCheck(&cursor_, context_, name_, &table_);
  return true;
}

// GENERATED {ALWAYS | BY DEFAULT [ON NULL]} AS {IDENTITY | ROW START | (expression)}, AS (…)
bool AttributeReader::ReadGenerated() {
  bool always = false;
  if (cursor_.Accept("generated")) {
    always = cursor_.Accept("always");
    if (cursor_.AcceptAll({"by", "default"})) cursor_.AcceptAll({"on", "null"});
  } else if (!cursor_.AreNext({"as", "("}) && !cursor_.AreNext({"as", "identity"})) {
    return false;
  }
  cursor_.Accept("as");
  if (cursor_.Accept("identity")) {
    SetIdentity(always);
    column_.nullable = false;
    TakeGroupIfAny();
    return true;
  }
  if (cursor_.Is("(")) {
    const TokenCursor group = cursor_.TakeGroup();
    column_.generated = group.TextUpTo(group.limit(), context_.text());
    column_.computed = ReadCondition(group);
  } else {
    column_.generated = cursor_.TextUpTo(cursor_.limit(), context_.text());
    cursor_.MoveTo(cursor_.limit());
  }
  while (cursor_.Accept("stored") || cursor_.Accept("virtual") || cursor_.Accept("persisted")) {
    continue;
  }
  return true;
}

void AttributeReader::SetIdentity(bool always) {
  column_.identity = true;
  column_.identity_always = always;
}

bool AttributeReader::ReadIdentity() {
  const bool identity = cursor_.Accept("identity");
  if (!identity && !cursor_.Accept("auto_increment") && !cursor_.Accept("autoincrement")) {
    return false;
  }
  SetIdentity(identity && context_.reading().identity_refuses_values);
  TakeGroupIfAny();
  while (IsOneOf(cursor_.Peek(), {"start", "increment", "order", "noorder"})) {
    cursor_.Take();
    cursor_.Accept("with");
    cursor_.Accept("by");
    if (cursor_.Peek().kind == Token::Kind::kNumber) cursor_.Take();
  }
  return true;
}

// COMMENT 'text'; Teradata's TITLE 'text'
bool AttributeReader::ReadComment() {
  const bool comment = cursor_.Accept("comment");
  if (!comment && !cursor_.Accept("title")) return false;
  cursor_.Accept("=");
  const Token& text = cursor_.Take();
  if (text.kind == Token::Kind::kText && (comment || column_.comment.empty())) {
    column_.comment = text.text;
  }
  return true;
}

// OPTIONS (description = 'text')
bool AttributeReader::ReadDescription() {
  if (!cursor_.AreNext({"options", "("})) return false;
  cursor_.Take();
  TokenCursor group = cursor_.TakeGroup();
  while (!group.AtEnd()) {
    if (group.Take().Is("description") && group.Accept("=")) column_.comment = group.Take().text;
  }
  return true;
}

// ON UPDATE now(), ON CONFLICT REPLACE
bool AttributeReader::ReadOnEvent() {
  if (cursor_.AcceptAll({"on", "update"})) {
    cursor_.Take();
    TakeGroupIfAny();
    return true;
  }
  if (!cursor_.AcceptAll({"on", "conflict"})) return false;
  cursor_.Take();
  return true;
}

// Words with one value.
bool AttributeReader::ReadSetting() {
  if (!cursor_.AcceptAll({"character", "set"})) {
    static constexpr std::string_view kSettings[] = {"charset", "collate", "encode",
                                                     "format",  "storage", "codec"};
    const bool found = std::any_of(std::begin(kSettings), std::end(kSettings),
                                   [this](std::string_view word) { return cursor_.Accept(word); });
    if (!found) return false;
  }
  cursor_.Accept("=");
  cursor_.Take();
  TakeGroupIfAny();
  while (cursor_.Accept(".")) cursor_.Take();
  return true;
}

// MySQL's ADD a int FIRST, ADD a int AFTER b
bool AttributeReader::ReadPosition() {
  if (cursor_.Accept("first")) return true;
  if (!cursor_.Accept("after")) return false;
  cursor_.Take();
  return true;
}

// Words that say nothing of values.
bool AttributeReader::ReadFlag() {
  static constexpr std::string_view kFlags[] = {
      "enable",  "disable", "validate",   "novalidate",   "visible",   "invisible",  "distkey",
      "sortkey", "sparse",  "rowguidcol", "casespecific", "uppercase", "deferrable", "enforced",
      "binary",  "hidden",  "ascii",      "unicode",      "fallback",  "asc",        "desc",
      "rely",    "norely",  "stored",     "virtual",      "persisted", "values",     "implicitly"};
  const bool flag = std::any_of(std::begin(kFlags), std::end(kFlags),
                                [this](std::string_view word) { return cursor_.Accept(word); });
  return flag || cursor_.AcceptAll({"not", "for", "replication"}) ||
         cursor_.AcceptAll({"not", "casespecific"}) || cursor_.AcceptAll({"not", "enforced"}) ||
         cursor_.AcceptAll({"not", "deferrable"}) || cursor_.AcceptAll({"not", "hidden"}) ||
         cursor_.AcceptAll({"not", "valid"}) || cursor_.AcceptAll({"initially", "deferred"}) ||
         cursor_.AcceptAll({"initially", "immediate"}) || cursor_.AcceptAll({"with", "values"});
}

// How values are packed, masked and tagged.
bool AttributeReader::ReadPolicy() {
  if (!cursor_.Accept("compress") && !cursor_.Accept("masked") &&
      !cursor_.AcceptAll({"with", "tag"}) && !cursor_.AcceptAll({"with", "masking", "policy"}) &&
      !cursor_.AcceptAll({"masking", "policy"})) {
    return false;
  }
  cursor_.Accept("with");
  const Token& value = cursor_.Peek();
  if (cursor_.Is("(")) {
    cursor_.TakeGroup();
  } else if (value.kind == Token::Kind::kText || value.kind == Token::Kind::kNumber) {
    cursor_.Take();
  }
  return true;
}

}  // namespace datagen::ddl
