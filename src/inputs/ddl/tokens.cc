#include "inputs/ddl/tokens.h"

#include <algorithm>

#include "inputs/ddl/letters.h"

namespace datagen::ddl {
namespace {

using dialects::LexicalRules;
using Kind = Token::Kind;

char Unescaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '0':
      return '\0';
    default:
      return c;
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, const LexicalRules& rules) : text_(text), rules_(rules) {}

  std::vector<Token> Run() {
    while (i_ < text_.size()) Step();
    Add(Kind::kEnd, "", text_.size());
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char At(size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  void Add(Kind kind, std::string text, size_t begin) {
    Token token{kind, std::move(text), "", begin, i_};
    if (kind == Kind::kWord) token.lower = schema::Lower(token.text);
    tokens_.push_back(std::move(token));
  }

  void SkipLine() { i_ = std::min(text_.find('\n', i_), text_.size()); }

  bool SkipComment() {
    const char c = At(i_);
    const char next = At(i_ + 1);
    if ((c == '-' && next == '-') || (c == '#' && rules_.hash_comments)) {
      SkipLine();
      return true;
    }
    if (c == '*' && next == '/') {  // the end of a version comment
      i_ += 2;
      return true;
    }
    if (c != '/' || next != '*') return false;
    if (rules_.version_comments &&
        (At(i_ + 2) == '!' || (At(i_ + 2) == 'M' && At(i_ + 3) == '!'))) {
      i_ += 3;
      while (At(i_) == '!' || IsDigit(At(i_))) ++i_;
      return true;
    }
    int depth = 1;
    i_ += 2;
    while (depth > 0 && i_ < text_.size()) {
      if (At(i_) == '*' && At(i_ + 1) == '/') {
        --depth;
        i_ += 2;
      } else if (rules_.nested_comments && At(i_) == '/' && At(i_ + 1) == '*') {
        ++depth;
        i_ += 2;
      } else {
        ++i_;
      }
    }
    return true;
  }

  std::string Quoted(char quote, bool escapes) {
    std::string content;
    ++i_;
    while (i_ < text_.size()) {
      const char c = text_[i_];
      if (c == '\\' && escapes && i_ + 1 < text_.size()) {
        content += Unescaped(text_[i_ + 1]);
        i_ += 2;
      } else if (c == quote) {
        ++i_;
        if (At(i_) != quote) break;
        content += quote;
        ++i_;
      } else {
        content += c;
        ++i_;
      }
    }
    return content;
  }

  bool DollarQuoted() {
    const size_t begin = i_;
    size_t end = i_ + 1;
    while (IsWordPart(At(end)) && At(end) != '$') ++end;
    if (At(end) != '$' || IsDigit(At(begin + 1))) return false;
    const std::string_view tag = text_.substr(begin, end + 1 - begin);
    const size_t close = text_.find(tag, end + 1);
    const size_t content_end = std::min(close, text_.size());
    std::string content(text_.substr(end + 1, content_end - end - 1));
    i_ = std::min(content_end + tag.size(), text_.size());
    Add(Kind::kText, std::move(content), begin);
    return true;
  }

  // [name], unless it belongs to an array.
  bool Bracketed() {
    const bool array = tokens_.empty() || At(i_ + 1) == ']' || IsDigit(At(i_ + 1)) ||
                       tokens_.back().Is("array") || !rules_.bracket_names;
    if (array) return false;
    const size_t begin = i_;
    std::string name;
    size_t end = i_ + 1;
    while (end < text_.size() && text_[end] != '\n') {
      if (text_[end] == ']') {
        if (At(end + 1) != ']') break;
        ++end;
      }
      name += text_[end++];
    }
    if (At(end) != ']') return false;
    i_ = end + 1;
    Add(Kind::kName, std::move(name), begin);
    return true;
  }

  // ${x}, {{ x }}, :x, @x: a word, whatever stands in it.
  bool Placeholder() {
    const size_t begin = i_;
    const char c = At(i_);
    const char next = At(i_ + 1);
    size_t end = i_;
    if (c == '$' && next == '{') {
      end = text_.find('}', i_);
      end = end == std::string_view::npos ? text_.size() : end + 1;
    } else if (c == '{' && next == '{') {
      end = text_.find("}}", i_);
      end = end == std::string_view::npos ? text_.size() : end + 2;
    } else if ((c == '@' || (c == ':' && next != ':') || c == '#' || c == '$') &&
               (IsWordStart(next) || next == c)) {
      end = i_ + 1;
      while (IsWordPart(At(end)) || At(end) == '@') ++end;
    } else {
      return false;
    }
    i_ = end;
    while (IsWordPart(At(i_))) ++i_;
    Add(Kind::kWord, std::string(text_.substr(begin, i_ - begin)), begin);
    return true;
  }

  void Number() {
    const size_t begin = i_;
    while (IsDigit(At(i_)) || At(i_) == '.') ++i_;
    if ((At(i_) == 'e' || At(i_) == 'E') &&
        (IsDigit(At(i_ + 1)) ||
         ((At(i_ + 1) == '-' || At(i_ + 1) == '+') && IsDigit(At(i_ + 2))))) {
      i_ += 2;
      while (IsDigit(At(i_))) ++i_;
    }
    // 2fa_codes is a name.
    if (IsWordStart(At(i_))) {
      while (IsWordPart(At(i_))) ++i_;
      Add(Kind::kWord, std::string(text_.substr(begin, i_ - begin)), begin);
      return;
    }
    Add(Kind::kNumber, std::string(text_.substr(begin, i_ - begin)), begin);
  }

  void Word() {
    const size_t begin = i_;
    while (IsWordPart(At(i_))) ++i_;
    const std::string_view word = text_.substr(begin, i_ - begin);
    // E'…', N'…', B'…', X'…', _utf8'…'
    if (At(i_) == '\'' && (word.size() == 1 || word[0] == '_')) {
      const bool escapes = rules_.backslash_escapes || word == "E" || word == "e";
      std::string content = Quoted('\'', escapes);
      Add(Kind::kText, std::move(content), begin);
      return;
    }
    Add(Kind::kWord, std::string(word), begin);
  }

  void Step() {
    const char c = At(i_);
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\0' || c == '\f' || c == '\v') {
      ++i_;
      return;
    }
    // A no-break space, and the marks that editors leave.
    if (text_.compare(i_, 2, "\xC2\xA0") == 0) {
      i_ += 2;
      return;
    }
    if (text_.compare(i_, 3, "\xEF\xBB\xBF") == 0) {
      i_ += 3;
      return;
    }
    if (SkipComment()) return;
    const size_t begin = i_;
    if (c == '\'') {
      std::string content = Quoted('\'', rules_.backslash_escapes);
      Add(Kind::kText, std::move(content), begin);
      return;
    }
    if (c == '"') {
      std::string content = Quoted('"', rules_.double_quoted_texts && rules_.backslash_escapes);
      Add(rules_.double_quoted_texts && !NameExpected() ? Kind::kText : Kind::kName,
          std::move(content), begin);
      return;
    }
    if (c == '`') {
      std::string content = Quoted('`', false);
      size_t from = 0;
      for (size_t dot = content.find('.'); rules_.quoted_paths && dot != std::string::npos;
           dot = content.find('.', from)) {
        Add(Kind::kName, content.substr(from, dot - from), begin);
        Add(Kind::kSign, ".", begin);
        from = dot + 1;
      }
      Add(Kind::kName, content.substr(from), begin);
      return;
    }
    if (c == '[' && Bracketed()) return;
    if (c == '$' && rules_.dollar_quotes && At(i_ + 1) != '{' && DollarQuoted()) return;
    if (Placeholder()) return;
    if (IsDigit(c) || (c == '.' && IsDigit(At(i_ + 1)) && !AfterName())) {
      Number();
      return;
    }
    if (IsWordStart(c)) {
      Word();
      return;
    }
    for (const std::string_view sign :
         {"!~~*", "!~~", "~~*", "!~*", "~~", "::", "<=", ">=", "<>", "!=", "||", "~*", "!~"}) {
      if (text_.compare(i_, sign.size(), sign) != 0) continue;
      i_ += sign.size();
      Add(Kind::kSign, std::string(sign), begin);
      return;
    }
    ++i_;
    Add(Kind::kSign, std::string(1, c), begin);
  }

  [[nodiscard]] bool AfterName() const { return !tokens_.empty() && tokens_.back().IsName(); }
  // MySQL's "…" is a name in files that were written in its ANSI mode.
  [[nodiscard]] bool NameExpected() const {
    if (tokens_.empty()) return false;
    const Token& last = tokens_.back();
    return last.Is("table") || last.Is(".") || last.Is("exists") || last.Is("references");
  }

  std::string_view text_;
  const LexicalRules& rules_;
  size_t i_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

bool IsOneOf(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.Is(word); });
}

std::vector<Token> Tokenize(std::string_view text, const dialects::LexicalRules& rules) {
  return Lexer(text, rules).Run();
}

bool TokenCursor::AreNext(std::initializer_list<std::string_view> words) const {
  size_t ahead = 0;
  return std::all_of(words.begin(), words.end(),
                     [&](std::string_view word) { return Peek(ahead++).Is(word); });
}

bool TokenCursor::Accept(std::string_view word) {
  if (!Is(word)) return false;
  Take();
  return true;
}

bool TokenCursor::AcceptAll(std::initializer_list<std::string_view> words) {
  if (!AreNext(words)) return false;
  at_ += words.size();
  return true;
}

TokenCursor TokenCursor::TakeGroup() {
  Take();
  const size_t begin = at_;
  int depth = 1;
  while (!AtEnd()) {
    const Token& token = Peek();
    if (token.Is("(")) ++depth;
    if (token.Is(")") && --depth == 0) {
      const size_t end = at_;
      Take();
      return {*tokens_, begin, end};
    }
    Take();
  }
  return {*tokens_, begin, at_};
}

std::vector<TokenCursor> TokenCursor::SplitAtCommas() const {
  std::vector<TokenCursor> parts;
  size_t begin = at_;
  int depth = 0;
  int angles = 0;  // only behind ARRAY, STRUCT, MAP
  for (size_t i = at_; i < end_; ++i) {
    const Token& token = (*tokens_)[i];
    if (token.kind != Token::Kind::kSign) continue;
    if (token.Is("(") || token.Is("[")) ++depth;
    if ((token.Is(")") || token.Is("]")) && depth > 0) --depth;
    const bool generic = i > at_ && ((*tokens_)[i - 1].Is("array") ||
                                     (*tokens_)[i - 1].Is("struct") || (*tokens_)[i - 1].Is("map"));
    if (token.Is("<") && (generic || angles > 0)) ++angles;
    if (token.Is("<>") && generic) continue;
    if (token.Is(">") && angles > 0) --angles;
    if (!token.Is(",") || depth > 0 || angles > 0) continue;
    if (i > begin) parts.emplace_back(*tokens_, begin, i);
    begin = i + 1;
  }
  if (end_ > begin) parts.emplace_back(*tokens_, begin, end_);
  return parts;
}

std::string TokenCursor::TextUpTo(size_t end, std::string_view source) const {
  if (end <= at_) return "";
  const size_t begin = (*tokens_)[at_].begin;
  return std::string(source.substr(begin, (*tokens_)[end - 1].end - begin));
}

}  // namespace datagen::ddl
