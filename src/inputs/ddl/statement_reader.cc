#include "inputs/ddl/statement_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "inputs/ddl/letters.h"

namespace datagen::ddl {
namespace {

// A kept statement is never longer; tables of real schemas have kilobytes.
constexpr size_t kStatementBytesMax = size_t{64} << 20;
constexpr size_t kConsumedBytes = size_t{1} << 20;
constexpr size_t kExcerptBytes = 60;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

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

char StatementReader::At(size_t i) {
  const std::string_view window = script_.window();
  if (i < window.size()) return window[i];
  return script_.Fill(i + 1) ? script_.window()[i] : '\0';
}

std::string StatementReader::LineAt(size_t i) {
  size_t end = i;
  constexpr size_t kLineBytesMax = 4096;
  while (At(end) != '\n' && end - i < kLineBytesMax && (At(end) != '\0' || script_.Fill(end + 1))) {
    ++end;
  }
  std::string line(script_.window().substr(i, end - i));
  while (!line.empty() && IsBlank(line.back())) line.pop_back();
  const size_t begin = line.find_first_not_of(" \t\r\f\v");
  return begin == std::string::npos ? "" : line.substr(begin);
}

std::string StatementReader::WordAt(size_t i) {
  size_t end = i;
  constexpr size_t kWordBytesMax = 256;
  if (!IsWordStart(At(i))) return "";
  while (IsWordPart(At(end)) && end - i < kWordBytesMax) ++end;
  return schema::Lower(std::string(script_.window().substr(i, end - i)));
}

void StatementReader::Note(schema::Note::Kind kind, const std::string& message) {
  std::string excerpt = LineAt(0).substr(0, kExcerptBytes);
  notes_.push_back({kind, {file_, script_.line(), script_.column()}, message, excerpt, 1});
}

void StatementReader::Skip(const std::string& reason) {
  // A dump has millions of these: each reason is noted once, and counted.
  const auto [known, is_new] = skipped_.try_emplace(reason, notes_.size());
  if (is_new) {
    Note(schema::Note::Kind::kSkipped, reason);
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

size_t StatementReader::QuotedEnd(size_t i, char quote, bool escapes) {
  const size_t begin = i;
  ++i;
  while (true) {
    if (i >= script_.window().size() && !script_.Fill(i + kConsumedBytes) &&
        i >= script_.window().size()) {
      break;
    }
    const std::string_view rest = script_.window().substr(i);
    size_t found = 0;
    if (escapes) {
      while (found < rest.size() && rest[found] != quote && rest[found] != '\\') ++found;
    } else {
      const void* hit = std::memchr(rest.data(), quote, rest.size());
      found = hit == nullptr ? rest.size()
                             : static_cast<size_t>(static_cast<const char*>(hit) - rest.data());
    }
    i += found;
    if (found == rest.size()) {
      if (i - begin > kStatementBytesMax) break;
      continue;
    }
    if (At(i) == '\\' && escapes) {
      i += 2;
      continue;
    }
    if (At(i + 1) != quote) return i + 1;
    i += 2;  // a doubled quote
  }
  int64_t line = script_.line();
  int64_t column = script_.column();
  Advance(script_.window().substr(0, begin), &line, &column);
  notes_.push_back(
      {schema::Note::Kind::kError,
       {file_, line, column},
       fmt::format("{} that starts here does not end", quote == '\'' ? "a text" : "a quoted name"),
       std::string(script_.window().substr(begin, kExcerptBytes))});
  return script_.window().size();
}

size_t StatementReader::LexemeEnd(size_t i) {
  const char c = At(i);
  const char next = At(i + 1);
  if (c == '\'') {
    const bool escaped_text = rules_.dollar_quotes && i > 0 &&
                              (At(i - 1) == 'E' || At(i - 1) == 'e') &&
                              (i < 2 || !IsWordPart(At(i - 2)));
    return QuotedEnd(i, '\'', rules_.backslash_escapes || escaped_text);
  }
  if (c == '"') return QuotedEnd(i, '"', rules_.double_quoted_texts && rules_.backslash_escapes);
  if (c == '`') return QuotedEnd(i, '`', false);
  if (c == '[' && rules_.bracket_names && next != ']' && !IsDigit(next)) {
    size_t end = i + 1;
    constexpr size_t kNameBytesMax = 300;
    while (At(end) != ']' && At(end) != '\0' && At(end) != '\n' && end - i < kNameBytesMax) ++end;
    return At(end) == ']' ? end + 1 : i + 1;
  }
  if ((c == '-' && next == '-') || (c == '#' && rules_.hash_comments)) {
    size_t end = i;
    while (At(end) != '\n' && (At(end) != '\0' || script_.Fill(end + 1))) ++end;
    return end;
  }
  if (c == '/' && next == '*') {
    if (rules_.version_comments && (At(i + 2) == '!' || (At(i + 2) == 'M' && At(i + 3) == '!'))) {
      in_version_comment_ = true;
      size_t end = i + 3;
      while (At(end) == '!' || IsDigit(At(end))) ++end;
      return end;
    }
    size_t end = i + 2;
    int depth = 1;
    while (depth > 0 && script_.Fill(end + 1)) {
      if (At(end) == '*' && At(end + 1) == '/') {
        --depth;
        end += 2;
      } else if (rules_.nested_comments && At(end) == '/' && At(end + 1) == '*') {
        ++depth;
        end += 2;
      } else {
        ++end;
      }
    }
    return end;
  }
  if (c == '*' && next == '/' && in_version_comment_) {
    in_version_comment_ = false;
    return i + 2;
  }
  if (c == '$' && rules_.dollar_quotes && (i == 0 || !IsWordPart(At(i - 1)))) {
    size_t tag_end = i + 1;
    while (IsWordPart(At(tag_end)) && At(tag_end) != '$') ++tag_end;
    if (At(tag_end) != '$' || IsDigit(next)) return i + 1;
    const std::string tag(script_.window().substr(i, tag_end + 1 - i));
    size_t from = tag_end + 1;
    while (true) {
      const size_t close = script_.window().find(tag, from);
      if (close != std::string_view::npos) return close + tag.size();
      const size_t size = script_.window().size();
      if (size - i > kStatementBytesMax || !script_.Fill(size + 1)) return size;
      from = std::max(from, size - std::min(size, tag.size()));
    }
  }
  if (IsWordStart(c)) {
    size_t end = i;
    while (IsWordPart(At(end))) ++end;
    return end;
  }
  return i + 1;
}

// At the start of a line: does a statement start here even though none was ended before?
bool StatementReader::StartsStatement(size_t i) {
  while (IsBlank(At(i))) ++i;
  const std::string word = WordAt(i);
  if (word != "create" && word != "alter") return false;
  i += word.size();
  // CREATE [OR REPLACE] [kinds of tables] TABLE
  constexpr int kWordsMax = 6;
  for (int k = 0; k < kWordsMax; ++k) {
    while (IsBlank(At(i))) ++i;
    const std::string next = WordAt(i);
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
  const std::string line = schema::Lower(LineAt(i));
  const bool ends = go ? line == "go" || line == "go;" || line.rfind("go ", 0) == 0 : line == "/";
  if (!ends) return false;
  while (At(i) != '\n' && script_.Fill(i + 1)) ++i;
  *end = i;
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
      Note(schema::Note::Kind::kWarning, "a statement of more than 64 MB is not read");
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
    const size_t end = LexemeEnd(i);
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
    const char c = At(0);
    const char following = At(1);
    const bool comment = (c == '-' && following == '-') || (c == '/' && following == '*') ||
                         (c == '#' && rules_.hash_comments) ||
                         (c == '*' && following == '/' && in_version_comment_);
    if (!comment) {
      // DB2 names its delimiter in a comment.
      return;
    }
    const std::string line = LineAt(0);
    constexpr std::string_view kTerminator = "--#SET TERMINATOR ";
    if (line.size() > kTerminator.size() && line.compare(0, kTerminator.size(), kTerminator) == 0) {
      delimiter_ = line.substr(kTerminator.size());
    }
    script_.Consume(LexemeEnd(0));
  }
}

bool StatementReader::SkipClientLine() {
  const char c = At(0);
  const std::string word = WordAt(0);
  const std::string line = LineAt(0);
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
    Note(schema::Note::Kind::kError,
         "a git conflict marker: the file has two versions of these lines; keep one");
    ConsumeLine();
    return true;
  }
  if (c == '\\') {
    Skip("a command of psql");
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
    Skip("a command of a client");
    ConsumeLine();
    return true;
  }
  const bool client = OneOf(word, {"rem", "remark", "prompt", "spool", "whenever", "exit", "quit",
                                   "source", "define", "undefine", "accept", "pause", "host",
                                   "column", "clear", "show", "connect", "disconnect"}) ||
                      (word == "set" && rules_.client_set);
  if (client && lower.find("create table") == std::string::npos) {
    Skip("a command of a client");
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
    const std::string next = WordAt(i);
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
    const std::string word = WordAt(i);
    if (word.empty() || OneOf(word, {"table", "view", "index", "type", "domain", "sequence"})) {
      if (word == "type") {
        size_t j = i + word.size();
        while (IsBlank(At(j))) ++j;
        if (WordAt(j) == "body") return Mode::kRoutine;
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
    const std::string word = WordAt(0);
    const Mode mode = ModeOf(word);
    if (mode == Mode::kData) {
      Skip(fmt::format("{}: rows and queries say nothing of the schema", word));
      bool from_stdin = false;
      if (word == "copy") {
        const std::string line = schema::Lower(LineAt(0));
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
    if (!keep) Skip("a routine: procedures, functions and triggers make no tables");
    const size_t length = FindEnd(mode, &next);
    if (keep) statement->text = std::string(script_.window().substr(0, length));
    script_.Consume(next);
    if (keep) return true;
  }
}

}  // namespace datagen::ddl
