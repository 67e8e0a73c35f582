// Looks ahead in a script without understanding it: words, lines, and where a
// literal, a quoted name or a comment ends.
//
// Positions are bytes from the start of the script's window; looking ahead
// fills the window. Thread-safety: one thread. Lifetime: what it is made of
// must outlive it.
#pragma once

#include <string>
#include <vector>

#include "data/dialects/reading.h"
#include "data/schema/schema.h"
#include "inputs/ddl/script_text.h"

namespace datagen::ddl {

class ScriptScanner {
 public:
  // A lexeme that is longer than this is given up.
  static constexpr size_t kLexemeBytesMax = size_t{64} << 20;

  // `file` stands for the script in notes: a text that does not end is one.
  ScriptScanner(ScriptText* script, const dialects::LexicalRules& rules, const std::string& file,
                std::vector<schema::Note>* notes)
      : script_(*script), rules_(rules), file_(file), notes_(*notes) {}

  [[nodiscard]] char At(size_t i);  // '\0' behind the end
  [[nodiscard]] bool IsEnd(size_t i) { return At(i) == '\0' && !script_.Fill(i + 1); }
  [[nodiscard]] std::string LineAt(size_t i);  // to its end, without blanks around
  [[nodiscard]] std::string WordAt(size_t i);  // in small letters; "" when none starts there
  [[nodiscard]] size_t LineEnd(size_t i);      // where its line feed is
  // Whether a comment starts here, or the end of one that holds code.
  [[nodiscard]] bool IsComment(size_t i);
  // The end of what starts at i: a literal, name, comment or word as a whole;
  // else i + 1.
  [[nodiscard]] size_t LexemeEnd(size_t i);

 private:
  size_t QuotedEnd(size_t i, char quote, bool escapes);
  void NoteUnended(size_t begin, char quote);
  size_t BlockCommentEnd(size_t i);
  size_t BracketedEnd(size_t i);
  size_t DollarQuotedEnd(size_t i);

  ScriptText& script_;
  const dialects::LexicalRules& rules_;
  const std::string& file_;
  std::vector<schema::Note>& notes_;
  bool in_version_comment_ = false;  // /*!40101 code */: the code counts
};

}  // namespace datagen::ddl
