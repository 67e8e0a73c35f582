#include "inputs/ddl/constraint_reader.h"

#include <fmt/format.h>

#include "inputs/ddl/condition_reader.h"
#include "inputs/ddl/name_reader.h"

namespace datagen::ddl {
namespace {

// One option behind the columns. False when there is none.
bool ReadReferenceOption(TokenCursor* cursor, schema::ForeignKey* key) {
  if (cursor->Is("on") && (cursor->Peek(1).Is("delete") || cursor->Peek(1).Is("update"))) {
    cursor->Take();
    std::string& action = cursor->Take().Is("delete") ? key->on_delete : key->on_update;
    action = cursor->Take().lower;
    if (action == "set" || action == "no") action += " " + cursor->Take().lower;
    if (cursor->Is("(") && action != "cascade") cursor->TakeGroup();
    return true;
  }
  if (cursor->Accept("match")) {
    cursor->Take();
    return true;
  }
  if (cursor->Accept("initially")) {
    cursor->Take();  // deferred, immediate
    return true;
  }
  return cursor->AcceptAll({"not", "deferrable"}) || cursor->Accept("deferrable") ||
         cursor->AcceptAll({"not", "enforced"}) || cursor->Accept("enforced") ||
         cursor->Accept("enable") || cursor->Accept("disable") || cursor->Accept("validate") ||
         cursor->Accept("novalidate") || cursor->Accept("rely") || cursor->Accept("norely") ||
         cursor->AcceptAll({"not", "valid"}) || cursor->AcceptAll({"not", "for", "replication"});
}

}  // namespace

void ReadReferences(TokenCursor* cursor, const StatementContext& context, schema::ForeignKey key,
                    schema::Table* table) {
  const Token& first = cursor->Take();  // REFERENCES
  cursor->AcceptAll({"with", "no", "check", "option"});
  const auto parts = ReadName(cursor);
  if (parts.empty()) {
    context.NoteWord("foreign-key-unresolved", Severity::kWarning, first,
                     "REFERENCES names no table");
    return;
  }
  key.target = schema::Dotted(parts);
  if (cursor->Is("(")) key.target_columns = ReadColumnList(cursor->TakeGroup()).names;
  while (!cursor->AtEnd() && ReadReferenceOption(cursor, &key)) continue;
  table->foreign_keys.push_back(std::move(key));
}

void ReadCheck(TokenCursor* cursor, const StatementContext& context, const std::string& name,
               schema::Table* table) {
  const Token& first = cursor->Take();  // CHECK
  const TokenCursor group = cursor->TakeGroup();
  schema::Check check;
  check.name = name;
  check.text = group.TextUpTo(group.limit(), context.text());
  check.condition = ReadCondition(group);
  check.place = context.PlaceOf(first);
  if (check.condition == nullptr) {
    context.NoteWord(
        "check-not-understood", Severity::kWarning, first,
        fmt::format("CHECK ({}) is not understood: what is generated may break it", check.text));
  }
  table->checks.push_back(std::move(check));
}

}  // namespace datagen::ddl
