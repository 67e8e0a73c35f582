#include "inputs/ddl/statement_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "inputs/ddl/letters.h"

namespace datagen::ddl {
namespace {

// A kept statement is never longer; tables of real schemas have kilobytes.
constexpr size_t kStatementBytesMax = ScriptScanner::kLexemeBytesMax;
constexpr size_t kConsumedBytes = size_t{1} << 20;
constexpr size_t kExcerptBytes = 60;

bool OneOf(const std::string& word, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

// Bytes at which the quick scan over data has to look closer.
std::array<bool, 256> Specials() {
  std::array<bool, 256> special{};
  for (const char c : {'\'', '"', '`', ';', '-', '/', '#', '$', '\n', '[', '\0'}) {
    special[static_cast<unsigned char>(c)] = true;
  }
  return special;
}

}  // namespace

void StatementReader::Note(base::DiagnosticCode code, Severity severity,
                           const std::string& message) {
  std::string excerpt = scanner_.LineAt(0).substr(0, kExcerptBytes);
  notes_.push_back(
      {code, severity, {file_, script_.line(), script_.column()}, message, excerpt, 1});
}

void StatementReader::Skip(base::DiagnosticCode code, const std::string& reason) {
  // A dump has millions of these: each reason is noted once, and counted.
  const auto [known, is_new] = skipped_.try_emplace(reason, notes_.size());
  if (is_new) {
    Note(code, Severity::kSkipped, reason);
  } else {
    ++notes_[known->second].count;
  }
}

void StatementReader::ConsumeLine() {
  while (true) {
    if (!script_.Fill(1)) return;
    const std::string_view window = script_.window();
    const size_t end = window.find('\n');
    script_.Consume(end == std::string_view::npos ? window.size() : end + 1);
    if (end != std::string_view::npos) break;
  }
  line_start_ = true;
}

// At the start of a line: does a statement start here even though none was
// ended before?
bool StatementReader::StartsStatement(size_t i) {
  while (IsBlank(At(i))) ++i;
  const std::string word = scanner_.WordAt(i);
  if (word != "create" && word != "alter") return false;
  i += word.size();
  // CREATE [OR REPLACE] [kinds of tables] TABLE
  constexpr int kWordsMax = 6;
  for (int k = 0; k < kWordsMax; ++k) {
    while (IsBlank(At(i))) ++i;
    const std::string next = scanner_.WordAt(i);
    if (next == "table") return true;
    if (!OneOf(next, {"or", "replace", "multiset", "set", "volatile", "external", "transient",
                      "unlogged", "temporary", "temp", "global", "local"})) {
      return false;
    }
    i += next.size();
  }
  return false;
}

// At the start of a line: GO, / or the lone delimiter of a client.
bool StatementReader::IsBatchEnd(size_t i, size_t* end) {
  while (IsBlank(At(i))) ++i;
  const char c = At(i);
  const bool go = rules_.go_ends && (c == 'g' || c == 'G');
  const bool slash = c == '/' && At(i + 1) != '*';
  if (!go && !slash) return false;
  const std::string line = schema::Lower(scanner_.LineAt(i));
  const bool ends = go ? line == "go" || line == "go;" || line.rfind("go ", 0) == 0 : line == "/";
  if (!ends) return false;
  *end = scanner_.LineEnd(i);
  return true;
}

size_t StatementReader::FindEnd(Mode mode, size_t* next) {
  static const std::array<bool, 256> kSpecials = Specials();
  size_t i = 0;
  int depth = 0;
  std::string previous;
  const bool ends_by_batch =
      mode == Mode::kRoutine && delimiter_ == ";" && (rules_.slash_ends || rules_.go_ends);
  while (true) {
    if (i >= script_.window().size() && !script_.Fill(i + 1)) break;
    if (mode == Mode::kData) {
      if (i > kConsumedBytes) {
        script_.Consume(i);
        i = 0;
      }
      const std::string_view window = script_.window();
      while (i < window.size() && !kSpecials[static_cast<unsigned char>(window[i])]) ++i;
      if (i == window.size()) continue;
    } else if (i > kStatementBytesMax) {
      Note("statement-skipped", Severity::kWarning, "a statement of more than 64 MB is not read");
      mode = Mode::kData;
      continue;
    }
    const char c = script_.window()[i];
    if (c == '\n') {
      size_t end = 0;
      if (IsBatchEnd(i + 1, &end)) {
        *next = end;
        return i;
      }
      if (mode != Mode::kRoutine && StartsStatement(i + 1)) {
        *next = i + 1;
        return i;
      }
      ++i;
      continue;
    }
    if (c == delimiter_[0] && !ends_by_batch && depth == 0 &&
        (script_.Fill(i + delimiter_.size()),
         script_.window().substr(i, delimiter_.size()) == delimiter_)) {
      *next = i + delimiter_.size();
      return i;
    }
    const size_t end = scanner_.LexemeEnd(i);
    if (mode == Mode::kRoutine && delimiter_ == ";" && IsWordStart(c)) {
      const std::string word = schema::Lower(std::string(script_.window().substr(i, end - i)));
      const bool closes = previous == "end";
      // END IF closes no block: it takes back what END did.
      const bool taken_back = closes && OneOf(word, {"if", "loop", "while", "repeat", "for"});
      if (word == "begin" || (word == "case" && !closes) || taken_back) {
        ++depth;
      } else if (word == "end" && depth > 0) {
        --depth;
      }
      previous = word;
    } else if (c == ';') {
      previous.clear();
    }
    i = end;
  }
  const size_t size = script_.window().size();
  *next = size;
  return size;
}

void StatementReader::SkipBlanks() {
  while (script_.Fill(1)) {
    const std::string_view window = script_.window();
    size_t i = 0;
    while (i < window.size() && (IsBlank(window[i]) || window[i] == '\n' || window[i] == '\0')) {
      if (window[i] == '\n') line_start_ = true;
      ++i;
    }
    if (i > 0) {
      script_.Consume(i);
      continue;
    }
    if (!scanner_.IsComment(0)) return;
    // DB2 names its delimiter in a comment.
    const std::string line = scanner_.LineAt(0);
    constexpr std::string_view kTerminator = "--#SET TERMINATOR ";
    if (line.size() > kTerminator.size() && line.compare(0, kTerminator.size(), kTerminator) == 0) {
      delimiter_ = line.substr(kTerminator.size());
    }
    script_.Consume(scanner_.LexemeEnd(0));
  }
}

bool StatementReader::SkipClientLine() {
  const char c = At(0);
  const std::string word = scanner_.WordAt(0);
  const std::string line = scanner_.LineAt(0);
  const std::string lower = schema::Lower(line);
  size_t end = 0;
  const auto conflict = [&](std::string_view mark) {
    return line.compare(0, mark.size(), mark) == 0 &&
           (line.size() == mark.size() || line[mark.size()] == ' ');
  };
  if (line_start_ && IsBatchEnd(0, &end)) {
    script_.Consume(end);
    return true;
  }
  if (conflict("<<<<<<<") || conflict("=======") || conflict(">>>>>>>") || conflict("|||||||")) {
    Note("conflict-marker", Severity::kError,
         "a git conflict marker: the file has two "
         "versions of these lines; keep one");
    ConsumeLine();
    return true;
  }
  if (c == '\\') {
    Skip("statement-skipped", "a command of psql");
    ConsumeLine();
    return true;
  }
  if (word == "delimiter" && rules_.delimiter_lines) {
    std::string delimiter = line.substr(word.size());
    delimiter.erase(0, delimiter.find_first_not_of(" \t"));
    if (!delimiter.empty()) delimiter_ = delimiter;
    ConsumeLine();
    return true;
  }
  if (c == '@' || (c == ':' && IsWordStart(At(1))) || c == '!' || c == '.') {
    Skip("statement-skipped", "a command of a client");
    ConsumeLine();
    return true;
  }
  const bool client = OneOf(word, {"rem", "remark", "prompt", "spool", "whenever", "exit", "quit",
                                   "source", "define", "undefine", "accept", "pause", "host",
                                   "column", "clear", "show", "connect", "disconnect"}) ||
                      (word == "set" && rules_.client_set);
  if (client && lower.find("create table") == std::string::npos) {
    Skip("statement-skipped", "a command of a client");
    ConsumeLine();
    return true;
  }
  return false;
}

void StatementReader::SkipCopyRows() {
  // The rest of the line, then rows until a line with only \.
  ConsumeLine();
  while (script_.Fill(1)) {
    script_.Fill(kConsumedBytes);
    const std::string_view window = script_.window();
    size_t mark = window.compare(0, 2, "\\.") == 0 ? 0 : window.find("\n\\.");
    if (mark == std::string_view::npos) {
      // A mark may be cut by the end of the window.
      script_.Consume(window.size() > 2 ? window.size() - 2 : window.size());
      if (!script_.Fill(3)) {
        script_.Consume(script_.window().size());
      }
      continue;
    }
    script_.Consume(mark == 0 && window[0] == '\\' ? 0 : mark + 1);
    ConsumeLine();
    return;
  }
}

StatementReader::Mode StatementReader::ModeOf(const std::string& first_word) {
  if (OneOf(first_word, {"insert", "replace", "update", "delete", "merge", "upsert", "select",
                         "with", "values", "copy", "lock", "unlock", "load", "truncate"})) {
    return Mode::kData;
  }
  if (first_word == "declare") return Mode::kRoutine;
  if (first_word == "begin") {
    size_t i = first_word.size();
    while (IsBlank(At(i)) || At(i) == '\n') ++i;
    const std::string next = scanner_.WordAt(i);
    const bool transaction =
        At(i) == ';' || At(i) == '\0' || OneOf(next, {"transaction", "work", "tran"});
    return transaction ? Mode::kKeep : Mode::kRoutine;
  }
  if (first_word != "create" && first_word != "alter") return Mode::kKeep;
  // CREATE [OR REPLACE] [DEFINER = …] [EDITIONABLE] … PROCEDURE
  size_t i = first_word.size();
  constexpr int kWordsMax = 16;
  for (int k = 0; k < kWordsMax; ++k) {
    while (IsBlank(At(i)) || At(i) == '\n' || At(i) == '=' || At(i) == '@' || At(i) == '`' ||
           At(i) == '%' || At(i) == '\'' || At(i) == '*' || At(i) == '/' || At(i) == '!' ||
           IsDigit(At(i)) || At(i) == '-') {
      ++i;
    }
    const std::string word = scanner_.WordAt(i);
    if (word.empty() || OneOf(word, {"table", "view", "index", "type", "domain", "sequence"})) {
      if (word == "type") {
        size_t j = i + word.size();
        while (IsBlank(At(j))) ++j;
        if (scanner_.WordAt(j) == "body") return Mode::kRoutine;
      }
      return Mode::kKeep;
    }
    if (OneOf(word, {"procedure", "proc", "function", "trigger", "package", "event", "macro"})) {
      return Mode::kRoutine;
    }
    i += word.size();
  }
  return Mode::kKeep;
}

bool StatementReader::Next(Statement* statement) {
  while (true) {
    SkipBlanks();
    if (!script_.Fill(1)) return false;
    if (script_.window().compare(0, delimiter_.size(), delimiter_) == 0) {
      script_.Consume(delimiter_.size());
      continue;
    }
    if (SkipClientLine()) continue;
    line_start_ = false;
    const std::string word = scanner_.WordAt(0);
    const Mode mode = ModeOf(word);
    if (mode == Mode::kData) {
      Skip("statement-skipped",
           fmt::format("{}: rows and queries say nothing of the schema", word));
      bool from_stdin = false;
      if (word == "copy") {
        const std::string line = schema::Lower(scanner_.LineAt(0));
        from_stdin = line.find("from stdin") != std::string::npos;
      }
      if (from_stdin) {
        SkipCopyRows();
        continue;
      }
      size_t next = 0;
      FindEnd(mode, &next);
      script_.Consume(next);
      continue;
    }
    statement->line = script_.line();
    statement->column = script_.column();
    size_t next = 0;
    const bool keep = mode == Mode::kKeep || keep_routines_;
    if (!keep)
      Skip("statement-skipped", "a routine: procedures, functions and triggers make no tables");
    const size_t length = FindEnd(mode, &next);
    if (keep) statement->text = std::string(script_.window().substr(0, length));
    script_.Consume(next);
    if (keep) return true;
  }
}

}  // namespace datagen::ddl
