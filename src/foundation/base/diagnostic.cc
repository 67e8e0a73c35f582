#include "foundation/base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::base {
namespace {

constexpr size_t kShownLineMax = 100;

bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

void Diagnostics::SetSource(std::string_view text) {
  source_ = text;
  line_starts_.assign(1, 0);
  for (size_t i = 0; i < source_.size(); ++i) {
    if (source_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

void Diagnostics::Locate(Diagnostic* diagnostic) const {
  if (diagnostic->offset < 0 || line_starts_.empty()) return;
  const size_t offset = std::min(static_cast<size_t>(diagnostic->offset), source_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const size_t line = static_cast<size_t>(after - line_starts_.begin()) - 1;
  diagnostic->line = static_cast<int>(line) + 1;
  int column = 1;
  for (size_t i = line_starts_[line]; i < offset; ++i) {
    if (!ContinuesCharacter(source_[i])) ++column;
  }
  diagnostic->column = column;
}

void Diagnostics::Add(Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::kError;
  if (is_error) ++error_count_;
  size_t& kept = is_error ? errors_kept_ : warnings_kept_;
  if (kept >= kKeptMax) return;
  Locate(&diagnostic);
  // The same mistake reached on two ways is reported once.
  for (const Diagnostic& other : all_) {
    if (other.offset == diagnostic.offset && other.message == diagnostic.message) return;
  }
  ++kept;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::Error(const Place& where, std::string message, std::string hint) {
  Add({.severity = Severity::kError,
       .offset = where.offset(),
       .path = root_ == nullptr ? "" : JsonPath(*root_, where),
       .message = std::move(message),
       .hint = std::move(hint)});
}

void Diagnostics::Warn(const Place& where, std::string message, std::string hint) {
  Add({.severity = Severity::kWarning,
       .offset = where.offset(),
       .path = root_ == nullptr ? "" : JsonPath(*root_, where),
       .message = std::move(message),
       .hint = std::move(hint)});
}

void Diagnostics::KeyError(const Json& object, const JsonMember& member, std::string message,
                           std::string hint) {
  std::string path = root_ == nullptr ? "" : JsonPath(*root_, object);
  if (!path.empty()) path += "." + member.key;
  Add({.severity = Severity::kError,
       .offset = member.key_offset,
       .path = std::move(path),
       .message = std::move(message),
       .hint = std::move(hint)});
}

void Diagnostics::ErrorAt(int64_t offset, std::string message, std::string hint) {
  Add({.severity = Severity::kError,
       .offset = offset,
       .path = "",
       .message = std::move(message),
       .hint = std::move(hint)});
}

std::string Diagnostics::Render(std::string_view name) const {
  std::vector<const Diagnostic*> ordered;
  for (const Diagnostic& diagnostic : all_) ordered.push_back(&diagnostic);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Diagnostic* a, const Diagnostic* b) { return a->offset < b->offset; });
  std::string text;
  for (const Diagnostic* diagnostic : ordered) {
    const char* severity = diagnostic->severity == Severity::kError ? "error" : "warning";
    if (diagnostic->line > 0) {
      text += fmt::format("{}:{}:{}: {}: {}\n", name, diagnostic->line, diagnostic->column,
                          severity, diagnostic->message);
    } else {
      text += fmt::format("{}: {}: {}\n", name, severity, diagnostic->message);
    }
    if (diagnostic->line > 0) {
      const size_t begin = line_starts_[static_cast<size_t>(diagnostic->line) - 1];
      size_t end = source_.find('\n', begin);
      if (end == std::string::npos) end = source_.size();
      // Only lines that fit are shown: a minified spec is one line of thousands of characters.
      if (end - begin <= kShownLineMax) {
        const std::string number = std::to_string(diagnostic->line);
        const std::string line = source_.substr(begin, end - begin);
        std::string under;
        for (size_t i = begin; i < static_cast<size_t>(diagnostic->offset) && i < end; ++i) {
          if (source_[i] == '\t') {
            under += '\t';
          } else if (!ContinuesCharacter(source_[i])) {
            under += ' ';
          }
        }
        text += fmt::format("  {} | {}\n  {} | {}^\n", number, line,
                            std::string(number.size(), ' '), under);
      }
    }
    if (!diagnostic->path.empty()) text += fmt::format("  at {}\n", diagnostic->path);
    if (!diagnostic->hint.empty()) text += fmt::format("  hint: {}\n", diagnostic->hint);
  }
  if (error_count_ > 0) {
    text += fmt::format("{}: {} error{}", name, error_count_, error_count_ == 1 ? "" : "s");
    if (error_count_ > kKeptMax) text += fmt::format(" (the first {} are shown)", kKeptMax);
    text += "\n";
  }
  return text;
}

Json Diagnostics::ToJson() const {
  Json list = Json::Array();
  for (const Diagnostic& diagnostic : all_) {
    Json entry = Json::Object();
    entry.Set("severity",
              Json::String(diagnostic.severity == Severity::kError ? "error" : "warning"));
    entry.Set("line", Json::Number(int64_t{diagnostic.line}));
    entry.Set("column", Json::Number(int64_t{diagnostic.column}));
    entry.Set("path", Json::String(diagnostic.path));
    entry.Set("message", Json::String(diagnostic.message));
    entry.Set("hint", Json::String(diagnostic.hint));
    list.Push(std::move(entry));
  }
  return list;
}

}  // namespace datagen::base
