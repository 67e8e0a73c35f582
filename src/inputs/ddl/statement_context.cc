#include "inputs/ddl/statement_context.h"

namespace datagen::ddl {

StatementContext::StatementContext(const dialects::Dialect& dialect, const Statement& statement,
                                   std::string_view file, std::vector<schema::Note>* notes)
    : dialect_(dialect),
      statement_(statement),
      file_(file),
      notes_(*notes),
      line_(statement.line),
      column_(statement.column) {}

schema::Place StatementContext::PlaceOf(const Token& token) const {
  if (token.begin < at_) {
    at_ = 0;
    line_ = statement_.line;
    column_ = statement_.column;
  }
  Advance(std::string_view(text()).substr(at_, token.begin - at_), &line_, &column_);
  at_ = token.begin;
  return {std::string(file_), line_, column_};
}

void StatementContext::Note(base::DiagnosticCode code, Severity severity, const Token& token,
                            const std::string& message) const {
  constexpr size_t kExcerptBytes = 60;
  std::string excerpt = text().substr(token.begin, kExcerptBytes);
  excerpt = excerpt.substr(0, excerpt.find('\n'));
  notes_.push_back({code, severity, PlaceOf(token), message, excerpt});
}

void StatementContext::NoteWord(base::DiagnosticCode code, Severity severity, const Token& token,
                                const std::string& message) const {
  notes_.push_back({code, severity, PlaceOf(token), message, token.text});
}

}  // namespace datagen::ddl
