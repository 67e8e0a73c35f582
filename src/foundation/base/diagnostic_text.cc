// The one place where diagnostics become text for people and JSON for programs.

#include <fmt/format.h>

#include "datagen/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen {
namespace {

// The line, and a caret below its character; tabs stay tabs, so that the caret stands right.
std::string LineWithCaret(const Diagnostic& diagnostic) {
  std::string under;
  int64_t column = 1;
  for (const char c : diagnostic.line_text) {
    if (column == diagnostic.column) break;
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!continues) under += c == '\t' ? '\t' : ' ';
    if (!continues) ++column;
  }
  const std::string number = std::to_string(diagnostic.line);
  return fmt::format("  {} | {}\n  {} | {}^\n", number, diagnostic.line_text,
                     std::string(number.size(), ' '), under);
}

void SetText(const char* name, const std::string& value, base::Json* object) {
  if (!value.empty()) object->Set(name, base::Json::String(value));
}

void SetNumber(const char* name, int64_t value, int64_t least, base::Json* object) {
  if (value >= least) object->Set(name, base::Json::Number(value));
}

}  // namespace

const char* NameOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kSkipped:
      return "skipped";
  }
  return "";
}

std::string RenderText(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  int64_t errors = 0;
  const std::string* counted = nullptr;  // the source of the errors
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::kError && !diagnostic.source.empty()) {
      ++errors;
      counted = &diagnostic.source;
    }
    text += diagnostic.source.empty() ? "datagen" : diagnostic.source;
    if (diagnostic.line > 0) text += fmt::format(":{}:{}", diagnostic.line, diagnostic.column);
    text += fmt::format(": {}[{}]: {}\n", NameOf(diagnostic.severity), diagnostic.code,
                        diagnostic.message);
    if (!diagnostic.line_text.empty()) {
      text += LineWithCaret(diagnostic);
    } else if (diagnostic.line > 0 && !diagnostic.given.empty()) {
      text += fmt::format("  | {}\n", diagnostic.given);
    }
    if (!diagnostic.path.empty()) text += fmt::format("  at {}\n", diagnostic.path);
    if (!diagnostic.table.empty()) text += fmt::format("  table {}\n", diagnostic.table);
    if (diagnostic.row >= 0) text += fmt::format("  row {}\n", diagnostic.row);
    if (!diagnostic.constraint.empty()) {
      text += fmt::format("  constraint {}\n", diagnostic.constraint);
    }
    if (!diagnostic.hint.empty()) text += fmt::format("  hint: {}\n", diagnostic.hint);
  }
  if (errors > 0) text += fmt::format("{}: {} error{}\n", *counted, errors, errors == 1 ? "" : "s");
  return text;
}

std::string RenderJson(const std::vector<Diagnostic>& diagnostics) {
  base::Json list = base::Json::Array();
  for (const Diagnostic& diagnostic : diagnostics) {
    base::Json object = base::Json::Object();
    SetText("code", diagnostic.code, &object);
    SetText("severity", NameOf(diagnostic.severity), &object);
    SetText("source", diagnostic.source, &object);
    SetText("path", diagnostic.path, &object);
    SetNumber("line", diagnostic.line, 1, &object);
    SetNumber("column", diagnostic.column, 1, &object);
    SetNumber("endLine", diagnostic.end_line, 1, &object);
    SetNumber("endColumn", diagnostic.end_column, 1, &object);
    SetText("lineText", diagnostic.line_text, &object);
    SetText("message", diagnostic.message, &object);
    SetText("given", diagnostic.given, &object);
    SetText("expected", diagnostic.expected, &object);
    SetText("hint", diagnostic.hint, &object);
    SetText("table", diagnostic.table, &object);
    SetNumber("row", diagnostic.row, 0, &object);
    SetText("constraint", diagnostic.constraint, &object);
    list.Push(std::move(object));
  }
  return list.Print();
}

}  // namespace datagen
