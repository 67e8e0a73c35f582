#include "functions/kernel/reference.h"

#include <algorithm>

namespace datagen::kernel {
namespace {

void SkipBlanks(std::string_view* text) {
  text->remove_prefix(std::min(text->find_first_not_of(' '), text->size()));
}

// One name of a list, up to the comma or the end.
std::optional<std::string> TakeListedName(std::string_view* text) {
  SkipBlanks(text);
  if (text->starts_with('`')) {
    auto name = TakeQuotedName(text);
    SkipBlanks(text);
    return name;
  }
  const size_t end = std::min(text->find(','), text->size());
  std::string name(text->substr(0, end));
  name.erase(name.find_last_not_of(' ') + 1);
  text->remove_prefix(end);
  if (name.empty()) return std::nullopt;
  return name;
}

// The names between the parentheses.
std::optional<std::vector<std::string>> ReadList(std::string_view text) {
  std::vector<std::string> names;
  while (true) {
    auto name = TakeListedName(&text);
    if (!name) return std::nullopt;
    names.push_back(std::move(*name));
    if (text.empty()) return names;
    if (!text.starts_with(',')) return std::nullopt;
    text.remove_prefix(1);
  }
}

bool IsPlainInList(const std::string& name) {
  return !name.empty() && name.find_first_of("`,") == std::string::npos && name.front() != ' ' &&
         name.back() != ' ';
}

}  // namespace

std::optional<std::string> TakeQuotedName(std::string_view* text) {
  std::string name;
  text->remove_prefix(1);
  while (!text->empty()) {
    const bool tick = text->front() == '`';
    const bool doubled = tick && text->size() > 1 && (*text)[1] == '`';
    if (tick && !doubled) {
      text->remove_prefix(1);
      return name;
    }
    name += text->front();
    text->remove_prefix(doubled ? 2 : 1);
  }
  return std::nullopt;
}

std::optional<Reference> ParseReference(std::string_view text) {
  Reference reference;
  if (text.starts_with('`')) {
    auto table = TakeQuotedName(&text);
    if (!table || !text.starts_with('.')) return std::nullopt;
    reference.table = std::move(*table);
  } else {
    const size_t dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    reference.table = text.substr(0, dot);
    text.remove_prefix(dot);
  }
  text.remove_prefix(1);  // the dot
  if (reference.table.empty() || text.empty()) return std::nullopt;
  if (text.starts_with('(') && text.ends_with(')')) {
    auto columns = ReadList(text.substr(1, text.size() - 2));
    if (!columns) return std::nullopt;
    reference.columns = std::move(*columns);
  } else if (text.starts_with('`')) {
    auto column = TakeQuotedName(&text);
    if (!column || !text.empty()) return std::nullopt;
    reference.columns = {std::move(*column)};
  } else if (text.starts_with('(')) {
    return std::nullopt;
  } else {
    reference.columns = {std::string(text)};
  }
  return reference;
}

std::string PrintReference(const Reference& reference) {
  const bool plain_table = reference.table.find_first_of("`.") == std::string::npos;
  std::string text = plain_table ? reference.table : QuotedName(reference.table);
  text += '.';
  if (reference.columns.size() == 1) {
    const std::string& name = reference.column();
    const bool plain = !name.empty() && name.front() != '(' && name.front() != '`';
    return text + (plain ? name : QuotedName(name));
  }
  text += '(';
  for (const std::string& name : reference.columns) {
    if (text.back() != '(') text += ',';
    text += IsPlainInList(name) ? name : QuotedName(name);
  }
  return text + ')';
}

std::string QuotedName(std::string_view name) {
  std::string quoted = "`";
  for (const char c : name) quoted += c == '`' ? std::string("``") : std::string(1, c);
  return quoted + '`';
}

}  // namespace datagen::kernel
