#include "functions/expression/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "functions/kernel/reference.h"

namespace datagen::expression {
namespace {

struct Token {
  enum class Kind { kNumber, kString, kName, kQuotedName, kSymbol, kEnd };
  Kind kind = Kind::kEnd;
  std::string text;
  size_t at = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool StartsName(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

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
  bool Fail(std::string message) {
    *error_ = {at_, std::move(message)};
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
    if (c == '=') return Fail("'=' is no operator: expected '==' to compare");
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
    if (at_ < code_.size() && StartsName(code_[at_])) return Fail("a letter follows a number");
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

class Parser {
 public:
  Parser(std::vector<Token> tokens, ParseError* error)
      : tokens_(std::move(tokens)), error_(error) {}

  std::optional<Tree> Run() {
    Tree tree;
    if (!Or(&tree, 0)) return std::nullopt;
    if (Here().kind != Token::Kind::kEnd) {
      Fail(fmt::format("'{}' is not expected here", Here().text));
      return std::nullopt;
    }
    return tree;
  }

 private:
  const Token& Here() const { return tokens_[at_]; }
  bool IsSymbol(std::string_view symbol) const {
    return Here().kind == Token::Kind::kSymbol && Here().text == symbol;
  }
  bool IsWord(std::string_view word) const {
    return Here().kind == Token::Kind::kName && Here().text == word;
  }
  bool Fail(std::string message) {
    *error_ = {Here().at, std::move(message)};
    return false;
  }

  // Puts `tree` as the first operand below an operator.
  static void Wrap(Tree* tree, std::string name, size_t at) {
    Tree parent;
    parent.kind = Tree::Kind::kOperator;
    parent.text = std::move(name);
    parent.at = at;
    parent.parts.push_back(std::move(*tree));
    *tree = std::move(parent);
  }

  using Level = bool (Parser::*)(Tree*, int);

  // operand (operator operand)*, grouping to the left.
  bool Chain(Tree* tree, int depth, Level operand, std::initializer_list<std::string_view> symbols,
             bool words) {
    if (depth > kTreeDepthMax) return Fail("the expression is nested too deep");
    if (!(this->*operand)(tree, depth + 1)) return false;
    // The tree leans to the left by one level an operator, so their number is bounded like depth.
    for (int links = 0;; ++links) {
      std::string found;
      for (const std::string_view symbol : symbols) {
        if (words ? IsWord(symbol) : IsSymbol(symbol)) found = symbol;
      }
      if (found.empty()) return true;
      if (links > kTreeDepthMax) return Fail("the expression has too many operators in a row");
      const size_t at = Here().at;
      ++at_;
      Tree right;
      if (!(this->*operand)(&right, depth + 1)) return false;
      Wrap(tree, found, at);
      tree->parts.push_back(std::move(right));
    }
  }

  bool Or(Tree* tree, int depth) { return Chain(tree, depth, &Parser::And, {"or"}, true); }
  bool And(Tree* tree, int depth) { return Chain(tree, depth, &Parser::Not, {"and"}, true); }
  bool Not(Tree* tree, int depth) {
    if (depth > kTreeDepthMax) return Fail("the expression is nested too deep");
    if (!IsWord("not")) return Comparison(tree, depth + 1);
    const size_t at = Here().at;
    ++at_;
    if (!Not(tree, depth + 1)) return false;
    Wrap(tree, "not", at);
    return true;
  }
  bool Comparison(Tree* tree, int depth) {
    if (!Sum(tree, depth + 1)) return false;
    for (const std::string_view symbol : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (!IsSymbol(symbol)) continue;
      const size_t at = Here().at;
      ++at_;
      Tree right;
      if (!Sum(&right, depth + 1)) return false;
      Wrap(tree, std::string(symbol), at);
      tree->parts.push_back(std::move(right));
      break;
    }
    return true;
  }
  bool Sum(Tree* tree, int depth) {
    return Chain(tree, depth, &Parser::Product, {"+", "-"}, false);
  }
  bool Product(Tree* tree, int depth) {
    return Chain(tree, depth, &Parser::Unary, {"*", "//", "/", "%"}, false);
  }
  bool Unary(Tree* tree, int depth) {
    if (depth > kTreeDepthMax) return Fail("the expression is nested too deep");
    if (!IsSymbol("-")) return PowerLevel(tree, depth + 1);
    const size_t at = Here().at;
    ++at_;
    if (!Unary(tree, depth + 1)) return false;
    Wrap(tree, "neg", at);
    return true;
  }
  bool PowerLevel(Tree* tree, int depth) {
    if (!Value(tree, depth + 1)) return false;
    if (!IsSymbol("**")) return true;
    const size_t at = Here().at;
    ++at_;
    Tree right;
    if (!Unary(&right, depth + 1)) return false;  // groups to the right, as 2 ** -1
    Wrap(tree, "**", at);
    tree->parts.push_back(std::move(right));
    return true;
  }

  bool Value(Tree* tree, int depth) {
    const Token token = Here();
    tree->at = token.at;
    tree->text = token.text;
    switch (token.kind) {
      case Token::Kind::kNumber:
        tree->kind = Tree::Kind::kNumber;
        ++at_;
        return true;
      case Token::Kind::kString:
        tree->kind = Tree::Kind::kString;
        ++at_;
        return true;
      case Token::Kind::kName:
        return NameOrCall(tree, depth);
      case Token::Kind::kQuotedName:
        tree->kind = Tree::Kind::kColumn;
        ++at_;
        return true;
      case Token::Kind::kSymbol:
        if (token.text != "(") return Fail(fmt::format("'{}' is not expected here", token.text));
        ++at_;
        if (!Or(tree, depth + 1)) return false;
        if (!IsSymbol(")")) return Fail("expected ')'");
        ++at_;
        return true;
      case Token::Kind::kEnd:
        return Fail("the expression ends where a value is expected");
    }
    return false;
  }

  bool NameOrCall(Tree* tree, int depth) {
    const std::string name = Here().text;
    if (name == "and" || name == "or") return Fail(fmt::format("'{}' is not expected here", name));
    ++at_;
    if (name == "true" || name == "false") {
      tree->kind = Tree::Kind::kBool;
      return true;
    }
    if (name == "null") {
      tree->kind = Tree::Kind::kNull;
      return true;
    }
    if (!IsSymbol("(")) {
      tree->kind = Tree::Kind::kColumn;
      return true;
    }
    tree->kind = Tree::Kind::kCall;
    ++at_;
    if (IsSymbol(")")) {
      ++at_;
      return true;
    }
    while (true) {
      tree->parts.emplace_back();
      Tree part;
      if (!Or(&part, depth + 1)) return false;
      tree->parts.back() = std::move(part);
      if (IsSymbol(")")) break;
      if (!IsSymbol(",")) return Fail("expected ',' or ')'");
      ++at_;
    }
    ++at_;
    return true;
  }

  std::vector<Token> tokens_;
  ParseError* error_;
  size_t at_ = 0;
};

}  // namespace

std::string MistakeAt(std::string_view code, size_t at, std::string_view message) {
  constexpr size_t kShownMax = 120;
  const std::string shown = code.size() <= kShownMax
                                ? std::string(code)
                                : std::string(code.substr(0, kShownMax - 3)) + "...";
  return fmt::format("{}, at character {} of the expression '{}'", message, at + 1, shown);
}

std::string ColumnName(std::string_view name) {
  static constexpr std::string_view kWords[] = {"and", "or", "not", "true", "false", "null"};
  const bool plain =
      !name.empty() && StartsName(name.front()) &&
      std::all_of(name.begin(), name.end(), [](char c) { return StartsName(c) || IsDigit(c); }) &&
      std::find(std::begin(kWords), std::end(kWords), name) == std::end(kWords);
  return plain ? std::string(name) : kernel::QuotedName(name);
}

std::optional<Tree> Parse(std::string_view code, ParseError* error) {
  auto tokens = Lexer(code, error).Run();
  if (!tokens) return std::nullopt;
  return Parser(std::move(*tokens), error).Run();
}

}  // namespace datagen::expression
