#include "inputs/ddl/condition_reader.h"

#include <optional>

#include "inputs/ddl/duration_reader.h"

namespace datagen::ddl {
namespace {

using schema::Condition;
using Kind = Condition::Kind;
using Maybe = std::optional<Condition>;

Condition Make(Kind kind, std::string text, std::vector<Condition> parts = {}) {
  return {kind, std::move(text), std::move(parts)};
}

// A recursive descent; every level gives nullopt for what it can't read.
class Reader {
 public:
  explicit Reader(TokenCursor cursor) : cursor_(cursor) {}

  Maybe Run() {
    Maybe condition = Or();
    if (!condition || !cursor_.AtEnd()) return std::nullopt;
    return condition;
  }

 private:
  // Conditions of real schemas nest a few levels.
  static constexpr int kDepthMax = 200;

  Maybe Join(Kind kind, const char* word, Maybe (Reader::*operand)()) {
    Maybe first = (this->*operand)();
    if (!first) return std::nullopt;
    std::vector<Condition> parts{std::move(*first)};
    while (cursor_.Accept(word)) {
      Maybe next = (this->*operand)();
      if (!next) return std::nullopt;
      parts.push_back(std::move(*next));
    }
    return parts.size() == 1 ? std::move(parts[0]) : Make(kind, "", std::move(parts));
  }

  Maybe Or() { return Join(Kind::kOr, "or", &Reader::And); }
  Maybe And() { return Join(Kind::kAnd, "and", &Reader::Not); }

  Maybe Not() {
    if (!cursor_.Accept("not")) return Predicate();
    if (++depth_ > kDepthMax) return std::nullopt;
    Maybe inner = Not();
    --depth_;
    if (!inner) return std::nullopt;
    return Make(Kind::kNot, "", {std::move(*inner)});
  }

  Maybe Predicate() {
    Maybe left = Sum();
    if (!left) return std::nullopt;
    while (true) {
      bool negated = false;
      Maybe next;
      if (cursor_.Accept("is")) {
        negated = cursor_.Accept("not");
        if (cursor_.Accept("null")) {
          next = Make(Kind::kIsNull, "", {std::move(*left)});
        } else if (cursor_.Is("true") || cursor_.Is("false")) {
          next = Make(Kind::kCompare, "=",
                      {std::move(*left), Make(Kind::kBool, cursor_.Take().lower)});
        } else {
          return std::nullopt;
        }
      } else {
        const size_t before = cursor_.at();
        negated = cursor_.Accept("not");
        next = Rest(&*left);
        if (!next) {
          cursor_.MoveTo(before);
          return failed_ ? std::nullopt : left;
        }
      }
      left = negated ? Make(Kind::kNot, "", {std::move(*next)}) : std::move(*next);
    }
  }

  // What a predicate says of `left`, which is moved from; nullopt where none comes next.
  Maybe Rest(Condition* left) {
    if (cursor_.Accept("in")) return In(left);
    if (cursor_.Accept("between")) {
      cursor_.Accept("symmetric");
      Maybe low = Sum();
      if (!low || !cursor_.Accept("and")) return Fail();
      Maybe high = Sum();
      if (!high) return Fail();
      return Make(Kind::kBetween, "", {std::move(*left), std::move(*low), std::move(*high)});
    }
    for (const char* word : {"like", "ilike", "glob", "regexp", "rlike", "similar"}) {
      if (!cursor_.Accept(word)) continue;
      const std::string name = word;
      if (name == "similar" && !cursor_.Accept("to")) return Fail();
      Maybe pattern = Sum();
      if (!pattern) return Fail();
      if (cursor_.Accept("escape")) cursor_.Take();
      if (name == "like" || name == "ilike") {
        return Make(Kind::kLike, name, {std::move(*left), std::move(*pattern)});
      }
      if (name == "glob" || name == "similar") {
        return Make(Kind::kCall, name, {std::move(*left), std::move(*pattern)});
      }
      return Make(Kind::kRegex, "i", {std::move(*left), std::move(*pattern)});
    }
    // PostgreSQL's catalogue says ~~ for LIKE.
    for (const char* sign : {"~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*"}) {
      if (!cursor_.Accept(sign)) continue;
      const std::string text = sign;
      Maybe pattern = Sum();
      if (!pattern) return Fail();
      const bool ignores_case = text.back() == '*';
      std::vector<Condition> parts{std::move(*left), std::move(*pattern)};
      Condition match = text.find("~~") == std::string::npos
                            ? Make(Kind::kRegex, ignores_case ? "i" : "", std::move(parts))
                            : Make(Kind::kLike, ignores_case ? "ilike" : "like", std::move(parts));
      return text[0] == '!' ? Make(Kind::kNot, "", {std::move(match)}) : std::move(match);
    }
    for (const char* sign : {"=", "<>", "!=", "<=", ">=", "<", ">"}) {
      if (!cursor_.Accept(sign)) continue;
      if (cursor_.Is("any") || cursor_.Is("all") || cursor_.Is("some")) return AnyOf(left, sign);
      Maybe right = Sum();
      if (!right) return Fail();
      const std::string text = sign;
      return Make(Kind::kCompare, text == "!=" ? "<>" : text,
                  {std::move(*left), std::move(*right)});
    }
    return std::nullopt;
  }

  Maybe In(Condition* left) {
    if (!cursor_.Is("(")) return Fail();
    TokenCursor group = cursor_.TakeGroup();
    std::vector<Condition> parts{std::move(*left)};
    if (!Items(group, &parts)) return Fail();
    return Make(Kind::kIn, "", std::move(parts));
  }

  // = ANY (ARRAY['a', 'b']), = ANY ('{a,b}'), <> ALL (ARRAY[…])
  Maybe AnyOf(Condition* left, const std::string& sign) {
    const bool all = cursor_.Take().lower == "all";
    if (!cursor_.Is("(")) return Fail();
    TokenCursor group = cursor_.TakeGroup();
    while (group.Is("(")) group = group.TakeGroup();
    std::vector<Condition> parts{std::move(*left)};
    if (!group.Accept("array") || !group.Accept("[")) return Fail();
    size_t end = group.at();
    int depth = 1;
    while (end < group.limit()) {
      const Token& token = group.tokens()[end];
      if (token.Is("[")) ++depth;
      if (token.Is("]") && --depth == 0) break;
      ++end;
    }
    if (!Items(TokenCursor(group.tokens(), group.at(), end), &parts)) return Fail();
    Condition in = Make(Kind::kIn, "", std::move(parts));
    if (sign == "=" && !all) return in;
    if ((sign == "<>" || sign == "!=") && all) return Make(Kind::kNot, "", {std::move(in)});
    return Fail();
  }

  bool Items(const TokenCursor& list, std::vector<Condition>* parts) {
    for (const TokenCursor& item : list.SplitAtCommas()) {
      if (depth_ > kDepthMax) return false;
      Reader inner(item);
      inner.depth_ = depth_ + 1;
      Maybe value = inner.Run();
      if (!value) return false;
      parts->push_back(std::move(*value));
    }
    return parts->size() > 1;
  }

  Maybe Sum() {
    Maybe left = Product();
    while (left && (cursor_.Is("+") || cursor_.Is("-") || cursor_.Is("||"))) {
      const std::string sign = cursor_.Take().text;
      Maybe right = Product();
      if (!right) return std::nullopt;
      left = Make(Kind::kOperator, sign, {std::move(*left), std::move(*right)});
    }
    return left;
  }

  Maybe Product() {
    Maybe left = Value();
    while (left && (cursor_.Is("*") || cursor_.Is("/") || cursor_.Is("%"))) {
      const std::string sign = cursor_.Take().text;
      Maybe right = Value();
      if (!right) return std::nullopt;
      left = Make(Kind::kOperator, sign, {std::move(*left), std::move(*right)});
    }
    return left;
  }

  Maybe Value() {
    if (++depth_ > kDepthMax) return Fail();
    Maybe value = Primary();
    --depth_;
    // Casts and collations change nothing that matters here.
    while (value) {
      if (cursor_.Accept("::")) {
        const bool interval = cursor_.Is("interval") && value->kind == Kind::kText;
        SkipType();
        if (interval) value = IntervalOf(value->text);
      } else if (cursor_.Accept("collate")) {
        cursor_.Take();
        while (cursor_.Accept(".")) cursor_.Take();
      } else {
        break;
      }
    }
    return value;
  }

  void SkipType() {
    cursor_.Take();
    while (cursor_.Accept(".")) cursor_.Take();
    while (cursor_.Is("varying") || cursor_.Is("precision") || cursor_.Is("without") ||
           cursor_.Is("with") || cursor_.Is("time") || cursor_.Is("zone")) {
      cursor_.Take();
    }
    if (cursor_.Is("(")) cursor_.TakeGroup();
    while (cursor_.Accept("[")) {
      while (!cursor_.AtEnd() && !cursor_.Accept("]")) cursor_.Take();
    }
    while (cursor_.Is("without") || cursor_.Is("with") || cursor_.Is("time") ||
           cursor_.Is("zone")) {
      cursor_.Take();
    }
  }

  Maybe Primary() {
    const Token& token = cursor_.Peek();
    switch (token.kind) {
      case Token::Kind::kText:
        cursor_.Take();
        return Make(Kind::kText, token.text);
      case Token::Kind::kNumber:
        cursor_.Take();
        return Make(Kind::kNumber, token.text);
      case Token::Kind::kSign:
        return Signed();
      case Token::Kind::kName:
        cursor_.Take();
        return Name(token.text);
      case Token::Kind::kWord:
        return Word();
      case Token::Kind::kEnd:
        break;
    }
    return Fail();
  }

  Maybe Signed() {
    if (cursor_.Is("(")) {
      Reader inner(cursor_.TakeGroup());
      inner.depth_ = depth_ + 1;
      Maybe value = inner.Run();
      return value ? value : Fail();
    }
    const bool minus = cursor_.Is("-");
    if (!minus && !cursor_.Is("+")) return Fail();
    cursor_.Take();
    Maybe value = Value();
    if (!value || !minus) return value;
    if (value->kind == Kind::kNumber) {
      value->text = "-" + value->text;
      return value;
    }
    return Make(Kind::kOperator, "-", {std::move(*value)});
  }

  Maybe Word() {
    const Token& token = cursor_.Take();
    if (token.lower == "null") return Make(Kind::kNull, "");
    if (token.lower == "true" || token.lower == "false") return Make(Kind::kBool, token.lower);
    if (token.lower == "select" || token.lower == "exists" || token.lower == "case") return Fail();
    // DATE '2000-01-01'
    if ((token.lower == "date" || token.lower == "timestamp" || token.lower == "time") &&
        cursor_.Peek().kind == Token::Kind::kText) {
      return Make(Kind::kText, cursor_.Take().text);
    }
    if (token.lower == "interval") {
      if (Maybe interval = ReadInterval(&cursor_)) return interval;
    }
    if (token.lower == "cast" && cursor_.Is("(")) return Before("as", cursor_.TakeGroup());
    if (token.lower == "extract" && cursor_.Is("(") && cursor_.Peek(1).Is("epoch")) {
      TokenCursor group = cursor_.TakeGroup();
      if (!group.AcceptAll({"epoch", "from"})) return Fail();
      Maybe distance = Before("", group);
      return distance ? InUnits(std::move(*distance), "second") : Fail();
    }
    return Name(token.text);
  }

  // What stands in the group before the word; all of it where there is no such word.
  Maybe Before(const char* word, const TokenCursor& group) {
    size_t end = group.at();
    while (end < group.limit() && !group.tokens()[end].Is(word)) ++end;
    Reader inner(TokenCursor(group.tokens(), group.at(), end));
    inner.depth_ = depth_ + 1;
    Maybe value = inner.Run();
    return value ? value : Fail();
  }

  // A column, maybe behind its table, or a call.
  Maybe Name(std::string name) {
    while (cursor_.Is(".") && cursor_.Peek(1).IsName()) {
      cursor_.Take();
      name = cursor_.Take().text;
    }
    if (!cursor_.Is("(")) return Make(Kind::kColumn, name);
    const TokenCursor group = cursor_.TakeGroup();
    std::vector<Condition> arguments;
    for (const TokenCursor& item : group.SplitAtCommas()) {
      if (depth_ > kDepthMax) return Fail();
      Reader inner(item);
      inner.depth_ = depth_ + 1;
      Maybe value = inner.Run();
      if (!value) return Fail();
      arguments.push_back(std::move(*value));
    }
    const std::string function = schema::Lower(name);
    if ((function == "regexp_like" || function == "regexp_matches") && arguments.size() >= 2) {
      const bool ignore = arguments.size() > 2 && arguments[2].text.find('i') != std::string::npos;
      arguments.resize(2);
      return Make(Kind::kRegex, ignore ? "i" : "", std::move(arguments));
    }
    if (Maybe distance = CallOfTimes(function, arguments)) return distance;
    return Make(Kind::kCall, function, std::move(arguments));
  }

  Maybe Fail() {
    failed_ = true;
    return std::nullopt;
  }

  TokenCursor cursor_;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

std::shared_ptr<const schema::Condition> ReadCondition(TokenCursor cursor) {
  Maybe condition = Reader(cursor).Run();
  if (!condition) return nullptr;
  return std::make_shared<const Condition>(std::move(*condition));
}

}  // namespace datagen::ddl
