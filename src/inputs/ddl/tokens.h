// The words, names, literals and signs of one statement.
//
// Thread-safety: values.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "data/dialects/reading.h"

namespace datagen::ddl {

struct Token {
  enum class Kind { kWord, kName, kText, kNumber, kSign, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;   // of names and texts without quotes; of words as written
  std::string lower;  // of words, in small letters
  size_t begin = 0;   // bytes from the start of the statement
  size_t end = 0;

  [[nodiscard]] bool Is(std::string_view word_or_sign) const {
    return (kind == Kind::kWord && lower == word_or_sign) ||
           (kind == Kind::kSign && text == word_or_sign);
  }
  // A word or a quoted name.
  [[nodiscard]] bool IsName() const { return kind == Kind::kWord || kind == Kind::kName; }
};

// Whether the token is one of these words or signs.
bool IsOneOf(const Token& token, std::initializer_list<std::string_view> words);

// Always ends with a kEnd. Placeholders of templates (${x}, {{ x }}, :x, @x) are words.
std::vector<Token> Tokenize(std::string_view text, const dialects::LexicalRules& rules);

// A view of tokens that is read from front to back; behind its end there is only kEnd.
class TokenCursor {
 public:
  // Lifetime: the tokens must outlive the cursor. Range [begin, end).
  TokenCursor(const std::vector<Token>& tokens, size_t begin, size_t end)
      : tokens_(&tokens), at_(begin), end_(end) {}

  [[nodiscard]] const Token& Peek(size_t ahead = 0) const {
    return at_ + ahead < end_ ? (*tokens_)[at_ + ahead] : tokens_->back();
  }
  [[nodiscard]] bool AtEnd() const { return at_ >= end_; }
  [[nodiscard]] size_t at() const { return at_; }
  [[nodiscard]] size_t limit() const { return end_; }
  [[nodiscard]] const std::vector<Token>& tokens() const { return *tokens_; }
  void MoveTo(size_t at) { at_ = at; }

  const Token& Take() {
    const Token& token = Peek();
    if (at_ < end_) ++at_;
    return token;
  }
  [[nodiscard]] bool Is(std::string_view word) const { return Peek().Is(word); }
  // The words come next, one behind the other.
  [[nodiscard]] bool AreNext(std::initializer_list<std::string_view> words) const;
  // Takes the words when they come next.
  bool Accept(std::string_view word);
  bool AcceptAll(std::initializer_list<std::string_view> words);
  // At an opening parenthesis: what stands between it and its partner, which is taken too. Without
  // a partner, all that is left.
  TokenCursor TakeGroup();
  // Splits what is left at commas outside of any brackets.
  [[nodiscard]] std::vector<TokenCursor> SplitAtCommas() const;
  // The source between here and `end` (a token index), as written.
  [[nodiscard]] std::string TextUpTo(size_t end, std::string_view source) const;

 private:
  const std::vector<Token>* tokens_;
  size_t at_;
  size_t end_;
};

}  // namespace datagen::ddl
