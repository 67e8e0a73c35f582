// The words, numbers, strings and signs of an expression.
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::expression {

struct Token {
  enum class Kind { kNumber, kString, kName, kQuotedName, kSymbol, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;
  size_t at = 0;
};

struct ParseError {
  size_t at = 0;
  std::string message;
  std::string hint;  // how the language says what was probably meant
};

// The last token is kEnd. nullopt and *error on what no token starts with.
std::optional<std::vector<Token>> ReadTokens(std::string_view code, ParseError* error);

// Whether `name` can stand in an expression without backticks, words of the language aside.
bool IsPlainName(std::string_view name);

}  // namespace datagen::expression
