#include "inputs/ddl/script_scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "inputs/ddl/letters.h"

namespace datagen::ddl {
namespace {

constexpr size_t kReadAheadBytes = size_t{1} << 20;

}  // namespace

char ScriptScanner::At(size_t i) {
  const std::string_view window = script_.window();
  if (i < window.size()) return window[i];
  return script_.Fill(i + 1) ? script_.window()[i] : '\0';
}

size_t ScriptScanner::LineEnd(size_t i) {
  while (At(i) != '\n' && !IsEnd(i)) ++i;
  return i;
}

std::string ScriptScanner::LineAt(size_t i) {
  size_t end = i;
  constexpr size_t kLineBytesMax = 4096;
  while (At(end) != '\n' && end - i < kLineBytesMax && !IsEnd(end)) ++end;
  std::string line(script_.window().substr(i, end - i));
  while (!line.empty() && IsBlank(line.back())) line.pop_back();
  const size_t begin = line.find_first_not_of(" \t\r\f\v");
  return begin == std::string::npos ? "" : line.substr(begin);
}

std::string ScriptScanner::WordAt(size_t i) {
  size_t end = i;
  constexpr size_t kWordBytesMax = 256;
  if (!IsWordStart(At(i))) return "";
  while (IsWordPart(At(end)) && end - i < kWordBytesMax) ++end;
  return schema::Lower(std::string(script_.window().substr(i, end - i)));
}

bool ScriptScanner::IsComment(size_t i) {
  const char c = At(i);
  const char next = At(i + 1);
  return (c == '-' && next == '-') || (c == '/' && next == '*') ||
         (c == '#' && rules_.hash_comments) || (c == '*' && next == '/' && in_version_comment_);
}

size_t ScriptScanner::LexemeEnd(size_t i) {
  const char c = At(i);
  if (c == '\'') {
    const bool escaped_text = rules_.dollar_quotes && i > 0 &&
                              (At(i - 1) == 'E' || At(i - 1) == 'e') &&
                              (i < 2 || !IsWordPart(At(i - 2)));
    return QuotedEnd(i, '\'', rules_.backslash_escapes || escaped_text);
  }
  if (c == '"') return QuotedEnd(i, '"', rules_.double_quoted_texts && rules_.backslash_escapes);
  if (c == '`') return QuotedEnd(i, '`', false);
  if (c == '[' && rules_.bracket_names) return BracketedEnd(i);
  if (c == '$' && rules_.dollar_quotes && (i == 0 || !IsWordPart(At(i - 1)))) {
    return DollarQuotedEnd(i);
  }
  if (IsComment(i)) {
    if (c == '/') return BlockCommentEnd(i);
    if (c != '*') return LineEnd(i);
    in_version_comment_ = false;
    return i + 2;
  }
  if (!IsWordStart(c)) return i + 1;
  while (IsWordPart(At(i))) ++i;
  return i;
}

size_t ScriptScanner::QuotedEnd(size_t i, char quote, bool escapes) {
  const size_t begin = i;
  ++i;
  while (true) {
    if (i >= script_.window().size() && !script_.Fill(i + kReadAheadBytes) &&
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
      if (i - begin > kLexemeBytesMax) break;
      continue;
    }
    if (At(i) == '\\' && escapes) {
      i += 2;
      continue;
    }
    if (At(i + 1) != quote) return i + 1;
    i += 2;  // a doubled quote
  }
  NoteUnended(begin, quote);
  return script_.window().size();
}

void ScriptScanner::NoteUnended(size_t begin, char quote) {
  constexpr size_t kExcerptBytes = 60;
  int64_t line = script_.line();
  int64_t column = script_.column();
  Advance(script_.window().substr(0, begin), &line, &column);
  notes_.push_back(
      {"unended-text",
       Severity::kError,
       {file_, line, column},
       fmt::format("{} that starts here does not end", quote == '\'' ? "a text" : "a quoted name"),
       std::string(script_.window().substr(begin, kExcerptBytes))});
}

size_t ScriptScanner::BlockCommentEnd(size_t i) {
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

// [name], unless it belongs to an array.
size_t ScriptScanner::BracketedEnd(size_t i) {
  if (At(i + 1) == ']' || IsDigit(At(i + 1))) return i + 1;
  size_t end = i + 1;
  constexpr size_t kNameBytesMax = 300;
  while (At(end) != ']' && At(end) != '\0' && At(end) != '\n' && end - i < kNameBytesMax) ++end;
  return At(end) == ']' ? end + 1 : i + 1;
}

size_t ScriptScanner::DollarQuotedEnd(size_t i) {
  size_t tag_end = i + 1;
  while (IsWordPart(At(tag_end)) && At(tag_end) != '$') ++tag_end;
  if (At(tag_end) != '$' || IsDigit(At(i + 1))) return i + 1;
  const std::string tag(script_.window().substr(i, tag_end + 1 - i));
  size_t from = tag_end + 1;
  while (true) {
    const size_t close = script_.window().find(tag, from);
    if (close != std::string_view::npos) return close + tag.size();
    const size_t size = script_.window().size();
    if (size - i > kLexemeBytesMax || !script_.Fill(size + 1)) return size;
    from = std::max(from, size - std::min(size, tag.size()));
  }
}

}  // namespace datagen::ddl
