#include "functions/expression/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "functions/expression/foreign_words.h"
#include "functions/expression/lexer.h"
#include "functions/kernel/reference.h"

namespace datagen::expression {
namespace {

std::string HintFor(const Token& token) {
  return token.kind == Token::Kind::kName ? HintForWord(token.text) : "";
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, ParseError* error)
      : tokens_(std::move(tokens)), error_(error) {}

  std::optional<Tree> Run() {
    Tree tree;
    if (!Or(&tree, 0)) return std::nullopt;
    if (Here().kind != Token::Kind::kEnd) {
      Unexpected();
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
    *error_ = {Here().at, std::move(message), {}};
    return false;
  }

  bool Unexpected() {
    *error_ = {Here().at, fmt::format("'{}' is not expected here", Here().text), HintFor(Here())};
    // CASE WHEN: the first word was read as a column.
    if (at_ > 0 && error_->hint.empty()) error_->hint = HintFor(tokens_[at_ - 1]);
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
      return true;
    }
    return !IsWord("is") || NullTest(tree);
  }
  // is null, is not null: other spellings of == null and != null.
  bool NullTest(Tree* tree) {
    const size_t at = Here().at;
    ++at_;
    const bool is_not = IsWord("not");
    if (is_not) ++at_;
    if (!IsWord("null")) return Fail("expected 'null' after 'is'");
    Tree null;
    null.at = Here().at;
    null.text = "null";
    ++at_;
    Wrap(tree, is_not ? "!=" : "==", at);
    tree->parts.push_back(std::move(null));
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
        if (token.text != "(") return Unexpected();
        ++at_;
        if (!Or(tree, depth + 1)) return false;
        if (!IsSymbol(")")) return Missing("expected ')'");
        ++at_;
        return true;
      case Token::Kind::kEnd:
        return Fail("the expression ends where a value is expected");
    }
    return false;
  }

  bool NameOrCall(Tree* tree, int depth) {
    const std::string name = Here().text;
    if (name == "and" || name == "or") return Unexpected();
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
      if (name == "cast") return CastType(tree);
      if (IsSymbol(")")) break;
      if (!IsSymbol(",")) return Missing("expected ',' or ')'");
      ++at_;
    }
    ++at_;
    return true;
  }

  bool Missing(std::string message) {
    *error_ = {Here().at, std::move(message), HintFor(Here())};
    return false;
  }

  // … as TYPE): the type's name becomes the second argument.
  bool CastType(Tree* tree) {
    if (!IsWord("as")) return Fail("expected 'as' and a type");
    ++at_;
    Tree type;
    type.kind = Tree::Kind::kString;
    type.at = Here().at;
    if (Here().kind != Token::Kind::kName) return Fail("expected the name of a type");
    for (int open = 0; open > 0 || !IsSymbol(")"); ++at_) {
      if (Here().kind == Token::Kind::kEnd) return Fail("expected ')'");
      if (IsSymbol("(")) ++open;
      if (IsSymbol(")")) --open;
      type.text += Here().text;
    }
    ++at_;
    tree->parts.push_back(std::move(type));
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
  const bool plain = IsPlainName(name) &&
                     std::find(std::begin(kWords), std::end(kWords), name) == std::end(kWords);
  return plain ? std::string(name) : kernel::QuotedName(name);
}

std::optional<Tree> Parse(std::string_view code, ParseError* error) {
  auto tokens = ReadTokens(code, error);
  if (!tokens) return std::nullopt;
  return Parser(std::move(*tokens), error).Run();
}

}  // namespace datagen::expression
