#include "cases/case_file.h"

#include <fmt/format.h>

#include <set>

namespace datagen::cases {
namespace {

constexpr std::string_view kName = "== ";
constexpr std::string_view kDashes = "----";

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

void TrimBlankLines(std::string* text) {
  while (text->size() >= 2 && text->ends_with("\n\n")) text->pop_back();
  if (*text == "\n") text->clear();
}

// What is missing in a case; "" when nothing is.
std::string Missing(const Case& one, bool dashes) {
  if (one.name.empty()) return "a case has no name";
  if (one.input.empty()) return fmt::format("case '{}' has no input", one.name);
  if (!dashes) return fmt::format("case '{}' has no line of dashes", one.name);
  return "";
}

}  // namespace

std::optional<CaseFile> ParseCaseFile(std::string_view text, std::string* error) {
  CaseFile file;
  std::set<std::string> names;
  std::string* into = &file.remarks;
  bool dashes = true;
  int number = 0;
  for (const std::string_view line : LinesOf(text)) {
    ++number;
    if (line.starts_with(kName)) {
      if (!file.cases.empty()) *error = Missing(file.cases.back(), dashes);
      if (!error->empty()) return std::nullopt;
      file.cases.push_back({std::string(line.substr(kName.size())), "", "", number});
      if (!names.insert(file.cases.back().name).second) {
        *error = fmt::format("case '{}' stands twice", file.cases.back().name);
        return std::nullopt;
      }
      into = &file.cases.back().input;
      dashes = false;
      continue;
    }
    if (line == kDashes && !dashes) {
      into = &file.cases.back().expected;
      dashes = true;
      continue;
    }
    into->append(line).push_back('\n');
  }
  if (file.cases.empty()) *error = "no case: expected a line like '== name of the case'";
  if (!file.cases.empty()) *error = Missing(file.cases.back(), dashes);
  if (error->empty() && !file.remarks.starts_with("# ")) {
    *error = "no remarks: expected '# ' and how what is expected was checked";
  }
  if (!error->empty()) return std::nullopt;
  TrimBlankLines(&file.remarks);
  for (Case& one : file.cases) TrimBlankLines(&one.expected);
  return file;
}

std::string PrintCaseFile(const CaseFile& file) {
  std::string text = file.remarks;
  for (const Case& one : file.cases) {
    text += fmt::format("\n{}{}\n{}{}\n{}", kName, one.name, one.input, kDashes, one.expected);
  }
  return text;
}

std::vector<Directive> ParseDirectives(std::string_view input) {
  std::vector<Directive> directives;
  for (const std::string_view line : LinesOf(input)) {
    if (line.empty()) continue;
    if (line[0] == ' ' && !directives.empty()) {
      directives.back().rest.append("\n").append(line);
      continue;
    }
    const size_t end = line.find(' ');
    directives.push_back({std::string(line.substr(0, end)), ""});
    if (end != std::string_view::npos) directives.back().rest = line.substr(end + 1);
  }
  return directives;
}

}  // namespace datagen::cases
