#include "inputs/ddl/name_reader.h"

#include <algorithm>

#include "data/schema/schema.h"

namespace datagen::ddl {

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

ColumnList ReadColumnList(TokenCursor group) {
  ColumnList list;
  for (TokenCursor part : group.SplitAtCommas()) {
    const Token& token = part.Take();
    const bool named = token.IsName() || token.kind == Token::Kind::kText;
    // name(10) is a column; lower(name) and (a || b) are expressions over columns.
    const bool prefix =
        named && part.Is("(") && part.Peek(1).kind == Token::Kind::kNumber && part.Peek(2).Is(")");
    if ((named && !part.Is("(")) || prefix) {
      list.names.push_back(token.text);
      continue;
    }
    list.plain = false;
    for (size_t i = part.at(); i < part.limit(); ++i) {
      const Token& inner = part.tokens()[i];
      const bool call = i + 1 < part.limit() && part.tokens()[i + 1].Is("(");
      const bool known =
          std::find(list.names.begin(), list.names.end(), inner.text) != list.names.end();
      if (inner.IsName() && !call && !known) list.names.push_back(inner.text);
    }
  }
  return list;
}

}  // namespace datagen::ddl
