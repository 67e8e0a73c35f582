#include "functions/expression/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "functions/kernel/reference.h"

namespace datagen::expression {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool StartsName(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// What other languages write, and what is written here.
struct Foreign {
  std::string_view symbol;
  std::string_view hint;
};
constexpr Foreign kForeign[] = {
    {"||", "write concat(a, b) to join texts, a or b for conditions"},
    {"&&", "write a and b"},
    {"<>", "write a != b"},
    {"::", "write cast(x as type)"},
    {"->", "no lambda or member can stand here"},
    {"=", ""},
    {"!", "write not a"},
    {"?", "write if(condition, a, b)"},
    {":", "write if(condition, a, b)"},
    {"&", "write a and b"},
    {"|", "write a or b for conditions, concat(a, b) to join texts"},
    {"^", "write a ** b for a power"},
    {";", "an expression is one value, without an end sign"},
    {"[", "names of columns with other signs stand in backticks"},
    {"{", "a column is written by its name alone"},
    {"$", "a column is written by its name alone"},
    {"@", "a column is written by its name alone"},
    {"#", "names of columns with other signs stand in backticks"},
    {".",
     "a column of the row is written without its table, one of the parent in backticks: "
     "`table.column`"},
};

class Lexer {
 public:
  Lexer(std::string_view code, ParseError* error) : code_(code), error_(error) {}

  std::optional<std::vector<Token>> Run() {
    std::vector<Token> tokens;
    while (true) {
      while (at_ < code_.size() && std::isspace(static_cast<unsigned char>(code_[at_])) != 0) ++at_;
      Token token;
      token.at = at_;
      if (at_ == code_.size()) {
        tokens.push_back(token);
        return tokens;
      }
      if (!Read(&token)) return std::nullopt;
      tokens.push_back(std::move(token));
    }
  }

 private:
  bool Fail(std::string message, std::string_view hint = {}) {
    *error_ = {at_, std::move(message), std::string(hint)};
    return false;
  }

  bool Read(Token* token) {
    const char c = code_[at_];
    if (IsDigit(c) || (c == '.' && at_ + 1 < code_.size() && IsDigit(code_[at_ + 1]))) {
      return ReadNumber(token);
    }
    if (c == '\'' || c == '"') return ReadString(token);
    if (c == '`') return ReadQuotedName(token);
    if (StartsName(c)) {
      token->kind = Token::Kind::kName;
      while (at_ < code_.size() && (StartsName(code_[at_]) || IsDigit(code_[at_]))) {
        token->text += code_[at_++];
      }
      return true;
    }
    token->kind = Token::Kind::kSymbol;
    for (const std::string_view symbol : {"**", "//", "==", "!=", "<=", ">="}) {
      if (code_.substr(at_, 2) == symbol) {
        token->text = symbol;
        at_ += 2;
        return true;
      }
    }
    for (const Foreign& foreign : kForeign) {
      if (!code_.substr(at_).starts_with(foreign.symbol)) continue;
      if (foreign.symbol == "=") {
        return Fail("'=' is no operator: expected '==' to compare", "write a == b");
      }
      return Fail(fmt::format("'{}' is not part of the language", foreign.symbol), foreign.hint);
    }
    if (std::string_view("+-*/%<>(),").find(c) == std::string_view::npos) {
      return Fail(fmt::format("'{}' is not part of the language", c));
    }
    token->text = c;
    ++at_;
    return true;
  }

  bool ReadNumber(Token* token) {
    token->kind = Token::Kind::kNumber;
    const size_t begin = at_;
    while (at_ < code_.size() && IsDigit(code_[at_])) ++at_;
    if (at_ < code_.size() && code_[at_] == '.') {
      ++at_;
      while (at_ < code_.size() && IsDigit(code_[at_])) ++at_;
    }
    if (at_ < code_.size() && (code_[at_] == 'e' || code_[at_] == 'E')) {
      size_t digits = at_ + 1;
      if (digits < code_.size() && (code_[digits] == '+' || code_[digits] == '-')) ++digits;
      if (digits < code_.size() && IsDigit(code_[digits])) {
        at_ = digits;
        while (at_ < code_.size() && IsDigit(code_[at_])) ++at_;
      }
    }
    if (at_ < code_.size() && StartsName(code_[at_])) {
      return Fail("a letter follows a number",
                  code_[at_] == '_'   ? "digits stand without signs between: 1000"
                  : code_[at_] == 'x' ? "numbers are written in decimal digits"
                                      : "a name begins with a letter");
    }
    token->text = code_.substr(begin, at_ - begin);
    return true;
  }

  bool ReadString(Token* token) {
    token->kind = Token::Kind::kString;
    const char quote = code_[at_++];
    while (true) {
      if (at_ == code_.size()) return Fail("a string is not closed");
      if (code_[at_] == quote) {
        // A doubled quote stands for itself, as in SQL.
        if (at_ + 1 < code_.size() && code_[at_ + 1] == quote)
          ++at_;
        else
          break;
      }
      token->text += code_[at_++];
    }
    ++at_;
    return true;
  }

  bool ReadQuotedName(Token* token) {
    token->kind = Token::Kind::kQuotedName;
    std::string_view rest = code_.substr(at_);
    auto name = kernel::TakeQuotedName(&rest);
    if (!name) return Fail("a name in backticks is not closed");
    at_ = code_.size() - rest.size();
    token->text = std::move(*name);
    return true;
  }

  std::string_view code_;
  ParseError* error_;
  size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<Token>> ReadTokens(std::string_view code, ParseError* error) {
  return Lexer(code, error).Run();
}

bool IsPlainName(std::string_view name) {
  return !name.empty() && StartsName(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return StartsName(c) || IsDigit(c); });
}

}  // namespace datagen::expression
