#include "inputs/ddl/key_reader.h"

#include <algorithm>

#include "inputs/ddl/constraint_reader.h"
#include "inputs/ddl/name_reader.h"
#include "inputs/ddl/type_names.h"

namespace datagen::ddl {
namespace {}  // namespace

bool KeyReader::Read(TokenCursor item) {
  item_ = &item;
  name_.clear();
  const Token& first = item.Peek();
  const bool constraint =
      item.Is("constraint") && (item.Peek(1).IsName() || item.Peek(1).kind == Token::Kind::kText);
  if (!constraint) return ReadAnyKind();
  item.Take();
  // CONSTRAINT FOREIGN KEY …: MySQL lets the name be missing.
  const bool unnamed = item.AreNext({"foreign", "key"}) || item.AreNext({"primary", "key"}) ||
                       item.AreNext({"check", "("}) || item.AreNext({"unique", "("});
  if (!unnamed) {
    const auto parts = ReadName(&item);
    name_ = parts.empty() ? "" : parts.back();
  }
  if (item.AtEnd()) return false;
  if (!ReadAnyKind()) {
    context_.NoteWord("definition-not-understood", Severity::kWarning, first,
                      "a constraint that is not understood");
  }
  return true;
}

bool KeyReader::ReadAnyKind() {
  static constexpr bool (KeyReader::*kKinds[])() = {
      &KeyReader::ReadPrimary,    &KeyReader::ReadUnique,  &KeyReader::ReadForeign,
      &KeyReader::ReadTableCheck, &KeyReader::ReadNotNull, &KeyReader::ReadExclusion,
      &KeyReader::ReadIndex};
  return std::any_of(std::begin(kKinds), std::end(kKinds),
                     [this](auto read) { return (this->*read)(); });
}

std::string KeyReader::TakeNameBeforeGroup() {
  std::string found = name_;
  while (!item_->AtEnd() && !item_->Is("(")) {
    const Token& token = item_->Take();
    const bool option = IsOneOf(token, {"clustered", "nonclustered", "key", "index", "using",
                                        "btree", "hash", "not", "nulls", "distinct"});
    if (!option && token.IsName()) found = token.text;
  }
  return found;
}

bool KeyReader::ReadPrimary() {
  if (!item_->AcceptAll({"primary", "key"})) return false;
  TakeNameBeforeGroup();
  if (item_->Is("(")) table_.primary_key = ReadColumnList(item_->TakeGroup()).names;
  return true;
}

// `unique varchar(10)` would be a column of that name; a key has its columns somewhere.
bool KeyReader::ReadUnique() {
  if (!item_->Is("unique")) return false;
  const Token& first = item_->Peek();
  size_t ahead = 1;
  while (item_->at() + ahead < item_->limit() && !item_->Peek(ahead).Is("(")) ++ahead;
  constexpr size_t kWordsMax = 6;
  if (item_->at() + ahead >= item_->limit() || ahead > kWordsMax) return false;
  if (ahead == 2 && IsTypeName(item_->Peek(1)) && !item_->Peek(1).Is("key")) return false;
  item_->Take();
  const std::string name = TakeNameBeforeGroup();
  const ColumnList columns = ReadColumnList(item_->TakeGroup());
  if (!columns.plain) {
    context_.NoteWord("unique-over-expression", Severity::kWarning, first,
                      "a unique key over an expression: its columns alone are taken");
  }
  if (!columns.names.empty()) {
    table_.unique_keys.push_back({name, columns.names, !columns.plain});
  }
  return true;
}

bool KeyReader::ReadForeign() {
  const Token& first = item_->Peek();
  if (!item_->AcceptAll({"foreign", "key"})) return false;
  schema::ForeignKey key;
  key.place = context_.PlaceOf(first);
  item_->AcceptAll({"if", "not", "exists"});
  key.name = name_;
  while (!item_->AtEnd() && !item_->Is("(") && !item_->Is("references")) {
    const Token& token = item_->Take();
    if (token.IsName() && key.name.empty()) key.name = token.text;
  }
  if (item_->Is("(")) key.columns = ReadColumnList(item_->TakeGroup()).names;
  if (item_->Is("references")) {
    ReadReferences(item_, context_, std::move(key), &table_);
  } else {
    context_.NoteWord("foreign-key-unresolved", Severity::kWarning, first,
                      "a foreign key without REFERENCES");
  }
  return true;
}

bool KeyReader::ReadTableCheck() {
  if (!item_->AreNext({"check", "("})) return false;
  ReadCheck(item_, context_, name_, &table_);
  return true;
}

// CONSTRAINT name NOT NULL
bool KeyReader::ReadNotNull() { return !name_.empty() && item_->AreNext({"not", "null"}); }

bool KeyReader::ReadExclusion() {
  const Token& first = item_->Peek();
  if (!IsOneOf(first, {"exclude", "period"})) return false;
  if (!IsOneOf(item_->Peek(1), {"using", "for", "("})) return false;
  if (first.Is("exclude")) {
    context_.NoteWord("constraint-not-kept", Severity::kWarning, first,
                      "an exclusion constraint is not kept by what is generated");
  } else {
    context_.NoteWord("option-skipped", Severity::kSkipped, first,
                      "a period of time has no columns of its own");
  }
  return true;
}

// KEY name (cols), INDEX (cols), FULLTEXT KEY name (cols): not a column named key.
bool KeyReader::ReadIndex() {
  const Token& first = item_->Peek();
  if (!IsOneOf(first, {"key", "index", "fulltext", "spatial", "vector"})) return false;
  size_t ahead = 1;
  while (IsOneOf(item_->Peek(ahead), {"key", "index"})) ++ahead;
  const bool at_columns = item_->Peek(ahead).Is("(");
  const bool named = item_->Peek(ahead).IsName() &&
                     IsOneOf(item_->Peek(ahead + 1), {"(", "using", "clustered", "nonclustered"});
  const bool column = named && !first.Is("fulltext") && !first.Is("spatial") && ahead == 1 &&
                      IsTypeName(item_->Peek(1)) && item_->Peek(3).kind == Token::Kind::kNumber;
  if ((!at_columns && !named) || column) return false;
  context_.NoteWord("statement-skipped", Severity::kSkipped, first,
                    "an index that is not unique says nothing of data");
  return true;
}

}  // namespace datagen::ddl
