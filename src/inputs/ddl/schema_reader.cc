#include "inputs/ddl/schema_reader.h"

#include <fmt/format.h>

#include <utility>

#include "inputs/ddl/alter_table_reader.h"
#include "inputs/ddl/create_reader.h"
#include "inputs/ddl/key_resolver.h"
#include "inputs/ddl/name_reader.h"
#include "inputs/ddl/remark_reader.h"
#include "inputs/ddl/statement_context.h"

namespace datagen::ddl {
namespace {}  // namespace

base::Status SchemaReader::ReadScript(const std::string& name, ReadBytes read) {
  ScriptText script(std::move(read));
  if (dialect_ == nullptr) {
    constexpr size_t kBeginningBytes = size_t{512} << 10;
    script.Fill(kBeginningBytes);
    dialect_ = &dialects::RecogniseDialect(script.window().substr(0, kBeginningBytes));
  }
  StatementReader statements(&script, dialect_->reading->lexical, name, &known_.schema.notes);
  Statement statement;
  while (statements.Next(&statement)) {
    if (stop_.stopped()) return stop_.status();
    ReadStatement(statement, name);
  }
  return script.status();
}

void SchemaReader::ReadStatement(const Statement& statement, const std::string& file) {
  const StatementContext context(*dialect_, statement, file, &known_.schema.notes);
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
    ReadCreate(cursor, context, &known_);
  } else if (cursor.Is("alter") && (cursor.Peek(1).Is("table") || cursor.Peek(2).Is("table"))) {
    while (!cursor.Accept("table")) cursor.Take();
    AlterTableReader(context, &known_).Read(cursor);
  } else if (cursor.Is("comment")) {
    ReadComment(cursor, context, &known_);
  } else if (cursor.AcceptAll({"rename", "table"})) {
    for (TokenCursor pair : cursor.SplitAtCommas()) {
      const Token& where = pair.Peek();
      schema::Table* table = known_.FindToChange(ReadName(&pair), where, context);
      if (table != nullptr) AlterTableReader(context, &known_).ReadRename(pair, table);
    }
  } else if (IsOneOf(cursor.Peek(), {"exec", "execute"})) {
    ReadExecute(cursor, context, &known_);
  } else if (cursor.Is("drop")) {
    context.Note("statement-skipped", Severity::kSkipped, cursor.Peek(),
                 "DROP: what is created counts");
  } else {
    context.Note("statement-skipped", Severity::kSkipped, cursor.Peek(),
                 fmt::format("{}: says nothing of tables", cursor.Peek().text));
  }
}

schema::Schema SchemaReader::Finish() {
  if (dialect_ == nullptr) dialect_ = &dialects::GetDialect("");
  schema::Schema schema = std::move(known_.schema);
  schema.dialect = dialect_->id;
  schema.Remove(known_.attached);
  ResolveKeys(&schema);
  known_ = {};
  return schema;
}

}  // namespace datagen::ddl
