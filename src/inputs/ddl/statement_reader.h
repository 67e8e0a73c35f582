// Cuts a script into statements, without understanding them: rows of data,
// bodies of routines and commands of clients are passed over at the speed of
// memory.
//
// A statement ends at its delimiter, at a line with GO or / where the dialect
// has those, or where a CREATE or ALTER TABLE starts a line. Parentheses are
// never needed to find the next statement: one that is broken costs only
// itself. Thread-safety: one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "data/dialects/reading.h"
#include "inputs/ddl/script_scanner.h"
#include "inputs/ddl/script_text.h"

namespace datagen::ddl {

struct Statement {
  std::string text;  // without its end; comments are left in
  int64_t line = 0;  // where it starts
  int64_t column = 0;
};

class StatementReader {
 public:
  // Lifetime: all must outlive the reader. `file` stands for the script in
  // notes.
  StatementReader(ScriptText* script, const dialects::LexicalRules& rules, std::string file,
                  std::vector<schema::Note>* notes)
      : script_(*script),
        rules_(rules),
        file_(std::move(file)),
        notes_(*notes),
        scanner_(script, rules_, file_, notes) {}
  StatementReader(const StatementReader&) = delete;
  StatementReader& operator=(const StatementReader&) = delete;

  // Give the definitions of routines too, as statements.
  void KeepRoutines() { keep_routines_ = true; }
  // The next statement that may say something of the schema. False at the end.
  bool Next(Statement* statement);

 private:
  enum class Mode { kKeep, kRoutine, kData };

  [[nodiscard]] char At(size_t i) { return scanner_.At(i); }
  void SkipBlanks();      // and comments, between statements
  bool SkipClientLine();  // a command of psql, SQL*Plus, sqlcmd, mysql
  void SkipCopyRows();
  void ConsumeLine();
  [[nodiscard]] bool StartsStatement(size_t i);
  [[nodiscard]] bool IsBatchEnd(size_t i, size_t* end);
  // How long the statement is that starts at the window; `next` is where the
  // one behind it may start. In kData, what was scanned is consumed on the way.
  size_t FindEnd(Mode mode, size_t* next);
  [[nodiscard]] Mode ModeOf(const std::string& first_word);
  void Note(base::DiagnosticCode code, Severity severity, const std::string& message);
  void Skip(base::DiagnosticCode code, const std::string& reason);

  ScriptText& script_;
  const dialects::LexicalRules& rules_;
  std::string file_;
  std::vector<schema::Note>& notes_;
  ScriptScanner scanner_;
  std::string delimiter_ = ";";
  bool line_start_ = true;
  bool keep_routines_ = false;
  std::map<std::string, size_t> skipped_;  // the note of each reason
};

}  // namespace datagen::ddl
