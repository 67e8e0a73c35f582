#include "inputs/ddl/remark_reader.h"

#include "inputs/ddl/alter_table_reader.h"
#include "inputs/ddl/name_reader.h"

namespace datagen::ddl {
namespace {

using schema::Column;
using schema::Table;
using Texts = std::vector<std::string>;

// The texts and words of a procedure's arguments, without @name =.
Texts ReadArguments(const TokenCursor& cursor) {
  Texts arguments;
  for (TokenCursor argument : cursor.SplitAtCommas()) {
    while (!argument.AtEnd() && argument.Peek().kind != Token::Kind::kText &&
           !(argument.Peek().kind == Token::Kind::kWord && argument.Peek().text[0] != '@')) {
      argument.Take();
    }
    arguments.push_back(argument.Take().text);
  }
  return arguments;
}

// False when it describes no table that is known.
bool Describe(const Texts& arguments, KnownSchema* known) {
  constexpr size_t kWithTable = 6;
  constexpr size_t kWithColumn = 8;
  if (arguments.size() < kWithTable) return false;
  Table* table = known->Find({arguments[5]});
  if (table == nullptr || schema::Lower(arguments[0]) != "ms_description") return false;
  if (arguments.size() < kWithColumn) {
    table->comment = arguments[1];
  } else if (Column* column = table->FindColumn(arguments[7]); column != nullptr) {
    column->comment = arguments[1];
  }
  return true;
}

// sp_rename 'table', 'new'; sp_rename 'table.column', 'new', 'COLUMN'
void Rename(const Texts& arguments, const Token& where, const StatementContext& context,
            KnownSchema* known) {
  const std::string script = arguments[0] + " TO " + arguments[1];
  const std::vector<Token> tokens = Tokenize(script, context.reading().lexical);
  TokenCursor pair(tokens, 0, tokens.size() - 1);
  auto from = ReadName(&pair);
  const bool of_column = arguments.size() > 2 && schema::Lower(arguments[2]) == "column";
  std::string column;
  if (of_column && from.size() > 1) {
    column = from.back();
    from.pop_back();
  }
  Table* table = known->FindToChange(from, where, context);
  if (table == nullptr) return;
  if (!of_column) {
    AlterTableReader(context, known).ReadRename(pair, table);
  } else if (Column* target = table->FindColumn(column); target != nullptr) {
    RenameColumn(known, table, target, arguments[1]);
  }
}

}  // namespace

void ReadComment(TokenCursor cursor, const StatementContext& context, KnownSchema* known) {
  const Token& first = cursor.Take();
  cursor.AcceptAll({"if", "exists"});
  cursor.Accept("on");
  const bool on_column = cursor.Accept("column");
  if (!on_column && !cursor.Accept("table")) {
    context.Note("statement-skipped", Severity::kSkipped, first,
                 "a comment on something that is no table");
    return;
  }
  auto name = ReadName(&cursor);
  std::string column_name;
  if (on_column) {
    if (name.size() < 2) return;
    column_name = name.back();
    name.pop_back();
  }
  cursor.Accept("is");
  if (cursor.Peek().kind != Token::Kind::kText) return;
  Table* table = known->Find(name);
  if (table == nullptr) return;
  if (!on_column) {
    table->comment = cursor.Take().text;
  } else if (Column* column = table->FindColumn(column_name); column != nullptr) {
    column->comment = cursor.Take().text;
  }
}

void ReadExecute(TokenCursor cursor, const StatementContext& context, KnownSchema* known) {
  const Token& first = cursor.Take();
  const auto procedure = ReadName(&cursor);
  const std::string name = procedure.empty() ? "" : schema::Lower(procedure.back());
  const Texts arguments = ReadArguments(cursor);
  if (name == "sp_addextendedproperty" && Describe(arguments, known)) return;
  if (name == "sp_rename" && arguments.size() >= 2) {
    Rename(arguments, first, context, known);
    return;
  }
  context.Note("statement-skipped", Severity::kSkipped, first, "EXEC: says nothing of tables");
}

}  // namespace datagen::ddl
