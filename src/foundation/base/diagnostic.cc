#include "foundation/base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/utf8.h"

namespace datagen::base {
namespace {

constexpr size_t kShownLineMax = 100;
constexpr size_t kGivenMax = 60;

bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Where the word, number or string that starts at `begin` ends; `begin` itself for anything else.
size_t EndOfToken(std::string_view text, size_t begin) {
  size_t end = begin;
  if (begin < text.size() && text[begin] == '"') {
    for (++end; end < text.size() && text[end] != '"' && text[end] != '\n'; ++end) {
      if (text[end] == '\\') ++end;
    }
    return end < text.size() && text[end] == '"' ? end + 1 : begin;
  }
  while (end < text.size() && text.substr(end, 1).find_first_of(" \t\r\n,:[]{}\"") != 0) ++end;
  return end;
}

std::string Cut(std::string_view text) {
  if (text.size() <= kGivenMax) return std::string(text);
  size_t end = kGivenMax;
  while (end > 0 && ContinuesCharacter(text[end])) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

Diagnostic MakeDiagnostic(Severity severity, DiagnosticCode code, std::string message,
                          Details details) {
  if (!details.expected.empty()) message += ": expected " + details.expected;
  Diagnostic made;
  made.code = code.text();
  made.severity = severity;
  // A script, a file name or a database's words may be of any encoding.
  made.message = ReplaceInvalidUtf8(std::move(message));
  made.given = ReplaceInvalidUtf8(std::move(details.given));
  made.expected = std::move(details.expected);
  made.hint = std::move(details.hint);
  made.table = std::move(details.table);
  made.row = details.row;
  made.constraint = std::move(details.constraint);
  return made;
}

void Diagnostics::SetSource(std::string_view text) {
  source_ = text;
  line_starts_.assign(1, 0);
  for (size_t i = 0; i < source_.size(); ++i) {
    if (source_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

int64_t Diagnostics::ColumnOf(size_t line, size_t offset) const {
  int64_t column = 1;
  for (size_t i = line_starts_[line]; i < offset; ++i) {
    if (!ContinuesCharacter(source_[i])) ++column;
  }
  return column;
}

void Diagnostics::Locate(size_t offset, Diagnostic* diagnostic) const {
  offset = std::min(offset, source_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const size_t line = static_cast<size_t>(after - line_starts_.begin()) - 1;
  diagnostic->line = static_cast<int64_t>(line) + 1;
  diagnostic->column = ColumnOf(line, offset);
  const size_t line_end = std::min(source_.find('\n', offset), source_.size());
  // Only lines that fit are shown: a minified spec is one line of thousands of characters.
  if (line_end - line_starts_[line] <= kShownLineMax) {
    diagnostic->line_text =
        ReplaceInvalidUtf8(source_.substr(line_starts_[line], line_end - line_starts_[line]));
  }
  const size_t end = EndOfToken(source_, offset);
  if (end == offset) return;
  diagnostic->end_line = diagnostic->line;
  diagnostic->end_column = ColumnOf(line, end);
  const std::string_view token = std::string_view(source_).substr(offset, end - offset);
  if (diagnostic->given.empty()) diagnostic->given = Cut(ReplaceInvalidUtf8(std::string(token)));
}

void Diagnostics::Add(int64_t offset, Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::kError;
  if (is_error) ++error_count_;
  size_t& kept = is_error ? errors_kept_ : warnings_kept_;
  if (kept >= kKeptMax) return;
  // The same mistake reached on two ways is reported once.
  for (const Entry& other : all_) {
    if (other.offset == offset && other.diagnostic.message == diagnostic.message) return;
  }
  if (offset >= 0 && !line_starts_.empty()) Locate(static_cast<size_t>(offset), &diagnostic);
  ++kept;
  all_.push_back({offset, std::move(diagnostic)});
}

void Diagnostics::Error(DiagnosticCode code, const Place& where, std::string message,
                        Details details) {
  Diagnostic made = MakeDiagnostic(Severity::kError, code, std::move(message), std::move(details));
  if (root_ != nullptr) made.path = JsonPath(*root_, where);
  Add(where.offset(), std::move(made));
}

void Diagnostics::Warn(DiagnosticCode code, const Place& where, std::string message,
                       Details details) {
  Diagnostic made =
      MakeDiagnostic(Severity::kWarning, code, std::move(message), std::move(details));
  if (root_ != nullptr) made.path = JsonPath(*root_, where);
  Add(where.offset(), std::move(made));
}

void Diagnostics::KeyError(DiagnosticCode code, const Json& object, const JsonMember& member,
                           std::string message, Details details) {
  Diagnostic made = MakeDiagnostic(Severity::kError, code, std::move(message), std::move(details));
  if (root_ != nullptr) made.path = JsonPath(*root_, object);
  if (!made.path.empty()) made.path += "." + member.key;
  Add(member.key_offset, std::move(made));
}

void Diagnostics::ErrorAt(DiagnosticCode code, int64_t offset, std::string message,
                          Details details) {
  Add(offset, MakeDiagnostic(Severity::kError, code, std::move(message), std::move(details)));
}

std::vector<Diagnostic> Diagnostics::List(std::string_view source) const {
  std::vector<Entry> ordered = all_;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Entry& a, const Entry& b) { return a.offset < b.offset; });
  std::vector<Diagnostic> list;
  list.reserve(ordered.size() + 1);
  for (Entry& entry : ordered) {
    entry.diagnostic.source = source;
    list.push_back(std::move(entry.diagnostic));
  }
  if (error_count_ > kKeptMax) {
    Diagnostic more = MakeDiagnostic(
        Severity::kSkipped, "more-errors",
        fmt::format("{} errors in all: the first {} are shown", error_count_, kKeptMax), {});
    more.source = source;
    list.push_back(std::move(more));
  }
  return list;
}

}  // namespace datagen::base
