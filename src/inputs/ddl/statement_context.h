// The statement that is read: its dialect, its text, and where notes about it go.
//
// Thread-safety: one thread. Lifetime: what it is made of must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/dialects/dialect.h"
#include "data/schema/schema.h"
#include "inputs/ddl/statement_reader.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

class StatementContext {
 public:
  // `dialect`: one that can be read. `file` stands for the script in notes.
  StatementContext(const dialects::Dialect& dialect, const Statement& statement,
                   std::string_view file, std::vector<schema::Note>* notes);

  [[nodiscard]] const dialects::Dialect& dialect() const { return dialect_; }
  [[nodiscard]] const dialects::Reading& reading() const { return *dialect_.reading; }
  [[nodiscard]] const std::string& text() const { return statement_.text; }

  // The place of one of the statement's tokens. Fast where tokens are asked for in their order.
  [[nodiscard]] schema::Place PlaceOf(const Token& token) const;
  // Says something about what starts at a token, with the rest of its line.
  void Note(base::DiagnosticCode code, Severity severity, const Token& token,
            const std::string& message) const;
  // The same about the token alone.
  void NoteWord(base::DiagnosticCode code, Severity severity, const Token& token,
                const std::string& message) const;

 private:
  const dialects::Dialect& dialect_;
  const Statement& statement_;
  std::string_view file_;
  std::vector<schema::Note>& notes_;
  mutable size_t at_ = 0;  // the place that was asked for last
  mutable int64_t line_;
  mutable int64_t column_;
};

}  // namespace datagen::ddl
