#include "inputs/ddl/table_reader.h"

#include <fmt/format.h>

#include <utility>

#include "inputs/ddl/attribute_reader.h"
#include "inputs/ddl/key_reader.h"
#include "inputs/ddl/line_remark.h"
#include "inputs/ddl/name_reader.h"
#include "inputs/ddl/type_names.h"
#include "inputs/ddl/type_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::TypeFamily;

}  // namespace

void TableReader::ReadItem(TokenCursor item) {
  if (item.AtEnd()) return;
  if (item.Is("like") && item.Peek(1).IsName()) {
    ReadLike(item);
  } else if (!KeyReader(context_, &table_).Read(item)) {
    ReadColumn(item, false);
  }
}

void TableReader::ReadLike(TokenCursor item) {
  item.Take();
  Like like{ReadName(&item), context_.reading().like_copies_keys};
  while (!item.AtEnd()) {
    const bool including = item.Take().Is("including");
    if (including && (item.Is("all") || item.Is("indexes"))) like.keys = true;
  }
  like_.push_back(std::move(like));
}

void TableReader::ReadColumn(TokenCursor item, bool replace) {
  const Token& first = item.Peek();
  if (!first.IsName() && first.kind != Token::Kind::kText) {
    context_.NoteWord("definition-not-understood", Severity::kWarning, first,
                      "neither a column nor a constraint");
    return;
  }
  Column column;
  column.place = context_.PlaceOf(first);
  column.name = item.Take().text;
  Column* known = table_.FindColumn(column.name);
  if (replace && known != nullptr) column = *known;
  const bool computed = item.AreNext({"as", "("});
  // SQLite takes columns without a type.
  const bool typed = item.Peek().IsName() && !computed && !StartsAttribute(item) &&
                     !item.AreNext({"not", "null"}) && !item.Is("default");
  if (typed || (item.Is("character") && !item.Peek(1).Is("set"))) {
    ReadColumnType(&item, first, &column);
  } else if (!replace && !computed && !context_.dialect().storage.free_types && item.AtEnd()) {
    context_.NoteWord("definition-not-understood", Severity::kWarning, first,
                      "a column without a type");
  }
  const Token& last = item.tokens()[item.limit() - 1];
  AttributeReader(&item, context_, &column, &table_).Read();
  if (column.comment.empty()) column.comment = RemarkBehind(context_.text(), last.end);
  if (known != nullptr) {
    *known = std::move(column);
  } else {
    table_.columns.push_back(std::move(column));
  }
}

void TableReader::ReadColumnType(TokenCursor* item, const Token& first, Column* column) {
  column->type = ReadType(item, context_.dialect(), context_.text());
  const std::string name = column->type.name;
  if (name.find("serial") != std::string::npos && column->type.family == TypeFamily::kInteger) {
    column->identity = true;
    column->nullable = false;
  }
  ApplyUserType(user_types_, column, &table_);
  if (column->type.family == TypeFamily::kOther && !IsKnownType(column->type.name) &&
      !context_.dialect().storage.free_types) {
    context_.NoteWord(
        "sql-unknown-type", Severity::kWarning, first,
        fmt::format("the type '{}' of column '{}' is not known", column->type.text, column->name));
  }
}

}  // namespace datagen::ddl
