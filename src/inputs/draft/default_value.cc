#include "inputs/draft/default_value.h"

namespace datagen::draft {
namespace {

void TakeParentheses(std::string* text) {
  while (text->size() >= 2 && text->front() == '(' && text->back() == ')') {
    *text = text->substr(1, text->size() - 2);
  }
}

}  // namespace

std::optional<std::string> ConstantOf(const schema::Column& column) {
  if (!column.default_to) return std::nullopt;
  std::string text = *column.default_to;
  TakeParentheses(&text);
  for (const char* prefix : {"N'", "E'", "b'", "B'"}) {
    if (text.rfind(prefix, 0) == 0) text.erase(0, 1);
  }
  const size_t cast = text.find("::");
  if (cast != std::string::npos && text.find('\'', cast) == std::string::npos) {
    text.erase(cast);
    TakeParentheses(&text);
  }
  const bool quoted = text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
                      text.back() == text.front();
  if (quoted) {
    const char quote = text.front();
    std::string content;
    for (size_t i = 1; i + 1 < text.size(); ++i) {
      content += text[i];
      if (text[i] == quote && text[i + 1] == quote) ++i;
    }
    return content;
  }
  const std::string lower = schema::Lower(text);
  if (lower == "true" || lower == "false") return lower;
  if (text.empty() || text.find_first_not_of("0123456789.-+") != std::string::npos) {
    return std::nullopt;
  }
  return text;
}

std::optional<bool> TruthOf(const schema::Column& column) {
  const auto constant = ConstantOf(column);
  if (!constant) return std::nullopt;
  if (*constant == "true" || *constant == "1") return true;
  if (*constant == "false" || *constant == "0") return false;
  return std::nullopt;
}

bool IsNumberText(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos &&
         text.find_first_of("0123456789") != std::string::npos;
}

}  // namespace datagen::draft
