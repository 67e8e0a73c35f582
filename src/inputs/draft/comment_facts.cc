#include "inputs/draft/comment_facts.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>
#include <vector>

#include "inputs/draft/default_value.h"

namespace datagen::draft {
namespace {

using schema::TypeFamily;
using Texts = std::vector<std::string>;

constexpr std::string_view kBlanks = " \t";
constexpr size_t kValuesMax = 30;
constexpr size_t kValueBytesMax = 40;

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

// What stands behind one of the words, up to the end of the sentence. With a colon behind them they
// may stand anywhere in the comment, without one only at its beginning or in parentheses.
std::optional<std::string_view> Behind(std::string_view comment,
                                       std::initializer_list<std::string_view> words) {
  const std::string lower = schema::Lower(std::string(comment));
  for (const std::string_view word : words) {
    const size_t at = lower.find(word);
    if (at == std::string::npos) continue;
    const bool starts = at == 0 || std::isalnum(static_cast<unsigned char>(lower[at - 1])) == 0;
    std::string_view rest = Trimmed(comment.substr(at + word.size()));
    const bool marked = !rest.empty() && (rest[0] == ':' || rest[0] == '=');
    const bool alone = at == 0 || lower[at - 1] == '(' || word.back() == '.';
    if (!starts || (!marked && !alone)) continue;
    if (marked) rest = Trimmed(rest.substr(1));
    if (!rest.empty() && rest.front() == '(' && rest.find(')') != std::string_view::npos) {
      rest = rest.substr(1, rest.find(')') - 1);
    }
    for (const std::string_view end : {". ", ";", ")"}) rest = rest.substr(0, rest.find(end));
    while (!rest.empty() && rest.back() == '.') rest.remove_suffix(1);
    return Trimmed(rest);
  }
  return std::nullopt;
}

// A single word, or anything in quotes; "" where it is neither.
std::string ValueIn(std::string_view item) {
  item = Trimmed(item);
  for (const std::string_view word : {"or ", "and "}) {
    if (item.starts_with(word)) item = Trimmed(item.substr(word.size()));
  }
  const bool quoted = item.size() > 2 && (item[0] == '\'' || item[0] == '"' || item[0] == '`') &&
                      item.back() == item[0];
  if (quoted) return std::string(item.substr(1, item.size() - 2));
  const bool word = std::all_of(item.begin(), item.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '+' ||
           c == '.' || static_cast<unsigned char>(c) >= 0x80;
  });
  return word ? std::string(item) : "";
}

// a, b or c; a | b; a/b. Empty where it is no list of two or more.
Texts ListIn(std::string_view text) {
  const char* sign = ",";
  for (const char* other : {"|", "/"}) {
    if (text.find(',') == std::string_view::npos && text.find(other) != std::string_view::npos) {
      sign = other;
    }
  }
  Texts values;
  std::string parts(text);
  // a, b or c
  for (const std::string_view word : {" or ", " and "}) {
    const size_t at = parts.rfind(word);
    if (at != std::string::npos) parts.replace(at, word.size(), sign);
  }
  for (size_t from = 0; from <= parts.size();) {
    const size_t end = std::min(parts.find(sign, from), parts.size());
    std::string value = ValueIn(std::string_view(parts).substr(from, end - from));
    const bool last_empty = value.empty() && end == parts.size() && !values.empty();
    if ((value.empty() && !last_empty) || value.size() > kValueBytesMax) return {};
    if (!value.empty()) values.push_back(std::move(value));
    from = end + 1;
  }
  return values.size() < 2 || values.size() > kValuesMax ? Texts() : values;
}

// 1 = new, 2 = used: the numbers.
Texts NumbersIn(std::string_view comment) {
  Texts numbers;
  // state: 1 = on, 0 = off
  const size_t colon = comment.find(':');
  const bool titled = colon != std::string_view::npos && comment.find('=') > colon &&
                      !IsNumberText(std::string(Trimmed(comment.substr(0, colon))));
  if (titled) comment.remove_prefix(colon + 1);
  while (!comment.empty()) {
    const size_t end = std::min(comment.find_first_of(",;"), comment.size());
    const std::string_view item = Trimmed(comment.substr(0, end));
    const size_t sign = item.find_first_of("=:");
    const std::string number(Trimmed(item.substr(0, std::min(sign, item.size()))));
    const bool meant = sign != std::string_view::npos && IsNumberText(number) &&
                       !Trimmed(item.substr(sign + 1)).empty();
    if (!meant) return {};
    numbers.push_back(number);
    comment.remove_prefix(std::min(end + 1, comment.size()));
  }
  return numbers.size() < 2 ? Texts() : numbers;
}

// AB-1234 → [A-Z]{2}-[0-9]{4}. A longer word in it is one that every value has: INV-[0-9]{4}.
std::optional<std::string> PatternOf(std::string_view sample) {
  constexpr size_t kWord = 3;
  std::string pattern;
  bool digits = false;
  for (size_t i = 0; i < sample.size();) {
    const auto kind = [&](char c) {
      const auto byte = static_cast<unsigned char>(c);
      if (std::isdigit(byte) != 0 || c == '#') return '9';
      if (byte >= 0x80 || std::isalpha(byte) == 0) return c;
      return std::isupper(byte) != 0 ? 'A' : 'a';
    };
    size_t end = i;
    while (end < sample.size() && kind(sample[end]) == kind(sample[i])) ++end;
    const size_t count = end - i;
    const char of = kind(sample[i]);
    const std::string_view part = sample.substr(i, count);
    const bool placeholders = part.find_first_not_of('X') == std::string_view::npos ||
                              part.find_first_not_of('x') == std::string_view::npos;
    digits |= of == '9';
    if (of == '9' || ((of == 'A' || of == 'a') && (count < kWord || placeholders))) {
      pattern += of == '9' ? "[0-9]" : of == 'A' ? "[A-Z]" : "[a-z]";
      pattern += "{" + std::to_string(count) + "}";
    } else if (of == 'A' || of == 'a') {
      pattern += part;
    } else if (std::string_view("-_/.: ").find(of) != std::string_view::npos) {
      for (const char c : part)
        pattern += c == '.' || c == '/' ? std::string("\\") + c : std::string(1, c);
    } else {
      return std::nullopt;
    }
    i = end;
  }
  // YYYY-MM-DD is a time; a word alone is no form.
  return digits && sample.find(' ') == std::string_view::npos ? std::optional(pattern)
                                                              : std::nullopt;
}

bool Fit(const Texts& values, const schema::Column& column, const ColumnFacts& facts) {
  return std::all_of(values.begin(), values.end(), [&](const std::string& value) {
    const auto length = static_cast<int64_t>(value.size());
    return length <= column.type.length.value_or(length) &&
           length <= facts.length_max.value_or(length) && length >= facts.length_min.value_or(0);
  });
}

bool TakeValues(Texts values, const schema::Column& column, ColumnFacts* facts) {
  if (values.empty() || !Fit(values, column, *facts)) return false;
  facts->values = std::move(values);
  return facts->by_comment = true;
}

}  // namespace

bool ReadComment(const schema::Column& column, ColumnFacts* facts) {
  if (column.comment.empty() || facts->values || facts->pattern || facts->always_null) return false;
  const std::string_view comment = column.comment;
  if (column.type.family == TypeFamily::kInteger) {
    const bool free = !facts->low && !facts->high;
    return free && TakeValues(NumbersIn(comment), column, facts);
  }
  if (column.type.family != TypeFamily::kText || facts->upper || facts->lower) return false;
  const auto list = Behind(comment, {"one of", "allowed values", "possible values", "valid values",
                                     "values", "allowed", "options", "either"});
  if (list && TakeValues(ListIn(*list), column, facts)) return true;
  const auto examples = Behind(comment, {"e.g.", "for example", "such as", "examples", "example"});
  if (examples && TakeValues(ListIn(*examples), column, facts)) return true;
  auto sample = Behind(comment, {"format", "pattern", "form"});
  if (!sample) sample = examples;
  if (!sample || sample->empty() || !Fit({std::string(*sample)}, column, *facts)) return false;
  facts->pattern = PatternOf(*sample);
  return facts->by_comment = facts->pattern.has_value();
}

}  // namespace datagen::draft
