// What can go wrong, as objects: every mistake of a user and every failure of the environment has a
// code, a place, what was given, what is expected and how to mend it.
//
//   auto plan = datagen::Plan::Make(spec_text, "spec.json", {}, &report);
//   for (const datagen::Diagnostic& mistake : report.diagnostics) mark(mistake.line, mistake.code);
//   fputs(datagen::RenderText(report.diagnostics).c_str(), stderr);   // as the program shows them
//
// Codes are stable: a kind of mistake keeps its code over versions, while the words of messages may
// change. docs/errors.md lists them; `datagen explain-error CODE` prints the page of one.
//
// Thread-safety: values. The functions share nothing and may be called from many threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace datagen {

enum class Severity {
  kError,
  kWarning,
  kSkipped,  // left out on purpose, which needs nobody's attention
};

const char* NameOf(Severity severity);  // "error", "warning", "skipped"

struct Diagnostic {
  std::string code;  // "unknown-key": small letters, digits and hyphens
  Severity severity = Severity::kError;

  // Where it is. A mistake that stands in no text has no source, path or line.
  std::string source;  // the file's name as it was given
  std::string path;    // JSON path, "$.nodes[0].rows"
  int64_t line = 0;    // 1-based; 0: not known
  int64_t column = 0;  // 1-based, in characters
  // The end of what is meant, one behind its last character; 0: not known.
  int64_t end_line = 0;
  int64_t end_column = 0;
  std::string line_text;  // the line as it stands there; "" when it is long or not known

  // A whole sentence for people: lower case, without a final period. It holds what `given` and
  // `expected` say, which are there for programs.
  std::string message;
  std::string given;     // the value or text that is wrong, as the source spells it
  std::string expected;  // what would be right: "one of mul, add", "a list"
  std::string hint;      // how to mend it, where that is known

  // What a database refused, or which cell could not be made.
  std::string table;
  int64_t row = -1;  // 0-based; -1: not known
  std::string constraint;

  bool operator==(const Diagnostic&) const = default;
};

// For people: file:line:column, the code, the message, the line with a caret, the JSON path, hints,
// and how many errors there are. Those without a source are the program's own: "datagen: error…".
std::string RenderText(const std::vector<Diagnostic>& diagnostics);

// For programs: a JSON array with an object each, the fields' names in camelCase. `code`,
// `severity` and `message` are always there, others where they are known.
std::string RenderJson(const std::vector<Diagnostic>& diagnostics);

// All codes, group by group.
std::vector<std::string> ErrorCodes();
// The page of a code as Markdown: what it means, an example, how to mend it, why the rule exists.
// "" for a code that does not exist.
std::string ErrorPage(std::string_view code);
std::string ErrorList();       // all codes, a line each, for people
std::string ErrorReference();  // the same for the documents, Markdown

}  // namespace datagen
