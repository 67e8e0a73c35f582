#include "random_expression.h"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "expression_world.h"
#include "foundation/base/utf8.h"

namespace datagen::fuzz {
namespace {

using expression::Want;
using kernel::TypeKind;

// What stands in the calls themselves: units, types, patterns, and what is none of them.
const std::vector<std::string>& PlainTexts() {
  static const auto* texts = new std::vector<std::string>{"int",
                                                          "int8",
                                                          "int32",
                                                          "float",
                                                          "float32",
                                                          "decimal(10,2)",
                                                          "decimal(38,0)",
                                                          "string",
                                                          "bool",
                                                          "date",
                                                          "datetime",
                                                          "time",
                                                          "decimal(18,6)",
                                                          "decimal(38,38)",
                                                          "year",
                                                          "month",
                                                          "week",
                                                          "day",
                                                          "hour",
                                                          "second",
                                                          "quarter",
                                                          "^[a-z]+$",
                                                          "(a*)*b",
                                                          "[0-9]{2,}",
                                                          "é|ß",
                                                          "(",
                                                          "",
                                                          "array<int>",
                                                          "uuid",
                                                          "string(3)"};
  return *texts;
}

const std::vector<std::string>& Leaves(size_t kind) {
  static const auto* leaves = new std::vector<std::vector<std::string>>{
      {"i", "j", "big", "any", "small", "`unit price`", "0", "1", "2", "7", "10", "100", "-3",
       "9223372036854775807", "1000000000000"},
      {"d", "e", "w", "v", "f", "g", "h", "0.5", "0.05", "1.005", "1e3", "1e-300", "1e308",
       "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001"},
      {"s", "u", "''", "'X'", "'é'", "'a''b'", "\"x\"", "'12.5'", "'日本'"},
      {"b", "p", "true", "false"},
      {"day", "late"},
      {"at", "at", "at"},
      {"clock", "clock"},
  };
  return (*leaves)[kind];
}

constexpr const char* kPieces[] = {"(",
                                   ")",
                                   ",",
                                   "'",
                                   "\"",
                                   "`",
                                   "+",
                                   "-",
                                   "*",
                                   "**",
                                   "//",
                                   "/",
                                   "%",
                                   "==",
                                   "!=",
                                   "<",
                                   "=",
                                   "and",
                                   "or",
                                   "not ",
                                   " is null",
                                   "null",
                                   "cast(",
                                   " as ",
                                   "int",
                                   "1e999",
                                   "1e",
                                   ".",
                                   "..",
                                   "0x1",
                                   "9999999999999999999999999999999999999999",
                                   "\\",
                                   "\t",
                                   "\n",
                                   "é",
                                   "日",
                                   "\xF0\x9F\x98\x80",
                                   "\x01",
                                   "nothing",
                                   "nothing(",
                                   "case when ",
                                   "`unit price`",
                                   "-"};

}  // namespace

RandomExpressions::RandomExpressions() {
  for (const expression::Function* function : expression::Functions()) {
    const size_t least = function->wants.size() - function->optional;
    const size_t most = function->wants.size() + (function->repeats ? 1 : 0);
    for (size_t count = least; count <= most; ++count) TryForms(*function, count);
  }
  for (const auto& of_kind : forms_) {
    if (of_kind.empty()) std::abort();
  }
}

void RandomExpressions::TryForms(const expression::Function& function, size_t count) {
  const auto takes = [&](Want want) {
    for (const Want one : function.wants) {
      if (one == want) return true;
    }
    return false;
  };
  for (const std::string& plain : PlainTexts()) {
    for (int any = 0; any < (takes(Want::kAny) ? kKinds : 1); ++any) {
      for (const Kind number : {kWhole, kNumber}) {
        for (const Kind point : {kDate, kDatetime}) {
          TryForm(function, count, {static_cast<Kind>(any), number, point}, plain);
          if (!takes(Want::kPoint) && !takes(Want::kClock)) break;
        }
        if (!takes(Want::kNumber)) break;
      }
    }
    if (!takes(Want::kPlainText)) break;
  }
}

void RandomExpressions::TryForm(const expression::Function& function, size_t count,
                                const std::array<Kind, 3>& kinds, const std::string& plain) {
  Form form{.function = &function, .arguments = {}};
  for (size_t k = 0; k < count; ++k) {
    switch (function.wants[std::min(k, function.wants.size() - 1)]) {
      case Want::kAny:
        form.arguments.push_back({kinds[0], ""});
        break;
      case Want::kNumber:
        form.arguments.push_back({kinds[1], ""});
        break;
      case Want::kWhole:
        form.arguments.push_back({kWhole, ""});
        break;
      case Want::kText:
        form.arguments.push_back({kText, ""});
        break;
      case Want::kCondition:
        form.arguments.push_back({kTruth, ""});
        break;
      case Want::kPoint:
        form.arguments.push_back({kinds[2], ""});
        break;
      case Want::kClock:
        form.arguments.push_back({kinds[2] == kDate ? kTime : kDatetime, ""});
        break;
      case Want::kPlainText:
        form.arguments.push_back({kText, plain});
        break;
    }
  }
  Draws draws(0);
  base::Diagnostics diagnostics;
  const base::Json place = base::Json::String(Call(form, 0, &draws));
  const auto code = expression::ReadCode(place, &diagnostics);
  ExpressionWorld world;
  const auto compiled = code ? world.Compile(*code, &diagnostics) : nullptr;
  if (compiled == nullptr) return;
  switch (compiled->type().kind) {
    case TypeKind::kInt:
      return forms_[kWhole].push_back(std::move(form));
    case TypeKind::kFloat:
    case TypeKind::kDecimal:
      return forms_[kNumber].push_back(std::move(form));
    case TypeKind::kBool:
      return forms_[kTruth].push_back(std::move(form));
    case TypeKind::kString:
      return forms_[kText].push_back(std::move(form));
    case TypeKind::kDate:
      return forms_[kDate].push_back(std::move(form));
    case TypeKind::kTime:
      return forms_[kTime].push_back(std::move(form));
    case TypeKind::kDatetime:
      return forms_[kDatetime].push_back(std::move(form));
    default:
      return;  // uuids: no call takes one
  }
}

std::string RandomExpressions::Make(Draws* draws) const {
  return Value(static_cast<Kind>(draws->Below(kKinds)), 1 + draws->Below(4), draws);
}

std::string RandomExpressions::Leaf(Kind kind, Draws* draws) const {
  return draws->OneIn(30) ? "null" : draws->Of(Leaves(kind));
}

std::string RandomExpressions::Value(Kind kind, size_t depth, Draws* draws) const {
  if (depth == 0 || draws->OneIn(8)) {
    // Every now and then of another kind: refused, or converted.
    if (draws->OneIn(60)) kind = static_cast<Kind>(draws->Below(kKinds));
    return Leaf(kind == kNumber && draws->OneIn(4) ? kWhole : kind, draws);
  }
  const bool operates = kind == kWhole || kind == kNumber || kind == kTruth;
  if (operates && draws->OneIn(2)) return Operation(kind, depth - 1, draws);
  return Call(draws->Of(forms_[kind]), depth - 1, draws);
}

std::string RandomExpressions::Operation(Kind kind, size_t depth, Draws* draws) const {
  if (kind != kTruth) {
    if (draws->OneIn(8)) return "-" + Value(kind, depth, draws);
    constexpr const char* kSigns[] = {"+", "-", "*", "//", "%", "/", "**"};
    // A quotient of whole numbers is none.
    const size_t signs = kind == kWhole ? 5 : std::size(kSigns);
    const Kind other = kind == kNumber && draws->OneIn(3) ? kWhole : kind;
    const char* form = draws->OneIn(3) ? "{} {} {}" : "({} {} {})";
    return fmt::format(fmt::runtime(form), Value(kind, depth, draws), kSigns[draws->Below(signs)],
                       Value(other, depth, draws));
  }
  switch (draws->Below(4)) {
    case 0:
      return "not " + Value(kTruth, depth, draws);
    case 1:
      return fmt::format("({} {} {})", Value(kTruth, depth, draws), draws->OneIn(2) ? "and" : "or",
                         Value(kTruth, depth, draws));
    case 2:
      return fmt::format("({} {})", Value(static_cast<Kind>(draws->Below(kKinds)), depth, draws),
                         draws->OneIn(2) ? "is null" : "is not null");
    default: {
      constexpr const char* kSigns[] = {"==", "!=", "<", "<=", ">", ">="};
      const Kind of = static_cast<Kind>(draws->Below(kKinds));
      return fmt::format("({} {} {})", Value(of, depth, draws), draws->Of(kSigns),
                         Value(of, depth, draws));
    }
  }
}

std::string RandomExpressions::Call(const Form& form, size_t depth, Draws* draws) const {
  std::string text = form.function->name + "(";
  const bool cast = form.function->name == "cast";  // it alone has a form of its own
  for (size_t k = 0; k < form.arguments.size(); ++k) {
    const Form::Argument& argument = form.arguments[k];
    const bool plain =
        form.function->wants[std::min(k, form.function->wants.size() - 1)] == Want::kPlainText;
    if (k > 0) text += cast ? " as " : ", ";
    const char* quote = cast ? "" : "'";
    text += plain ? quote + argument.plain + quote : Value(argument.kind, depth, draws);
  }
  return text + ")";
}

std::string RandomExpressions::Damaged(Draws* draws) const {
  std::vector<char32_t> text = base::DecodeUtf8(Make(draws));
  const size_t changes = 1 + draws->Below(4);
  for (size_t k = 0; k < changes; ++k) {
    const size_t at = draws->Below(text.size() + 1);
    const auto place = text.begin() + static_cast<int64_t>(at);
    const size_t length = draws->Below(std::min<size_t>(20, text.size() - at) + 1);
    switch (draws->Below(5)) {
      case 0:
        text.erase(place, place + static_cast<int64_t>(length));
        break;
      case 1: {
        const std::vector<char32_t> copied(place, place + static_cast<int64_t>(length));
        const size_t times = draws->OneIn(10) ? draws->Below(150) : 1;
        for (size_t i = 0; i < times; ++i) {
          text.insert(text.begin() + static_cast<int64_t>(at), copied.begin(), copied.end());
        }
        break;
      }
      case 2: {
        const std::vector<char32_t> piece = base::DecodeUtf8(draws->Of(kPieces));
        const size_t times = draws->OneIn(20) ? draws->Below(300) : 1;
        for (size_t i = 0; i < times; ++i) {
          text.insert(text.begin() + static_cast<int64_t>(at), piece.begin(), piece.end());
        }
        break;
      }
      case 3:
        if (!text.empty()) text[at % text.size()] = static_cast<char32_t>(1 + draws->Below(0xD000));
        break;
      default: {
        const std::vector<char32_t> other = base::DecodeUtf8(Make(draws));
        text.insert(place, other.begin(), other.end());
      }
    }
  }
  std::string damaged;
  for (const char32_t character : text) base::AppendUtf8(character, &damaged);
  return damaged;
}

namespace {

// How tightly a tree holds together, by the grammar in parser.h.
enum Level { kOr, kAnd, kNot, kComparison, kSum, kProduct, kUnary, kPower, kValue };

Level LevelOf(const expression::Tree& tree) {
  if (tree.kind != expression::Tree::Kind::kOperator) return kValue;
  const std::string& sign = tree.text;
  if (sign == "or") return kOr;
  if (sign == "and") return kAnd;
  if (sign == "not") return kNot;
  if (sign == "+" || sign == "-") return kSum;
  if (sign == "*" || sign == "/" || sign == "//" || sign == "%") return kProduct;
  if (sign == "neg") return kUnary;
  return sign == "**" ? kPower : kComparison;
}

std::string InQuotes(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::string PrintTree(const expression::Tree& tree) {
  using TreeKind = expression::Tree::Kind;
  const auto part = [&](size_t k, Level least) {
    const std::string text = PrintTree(tree.parts[k]);
    return LevelOf(tree.parts[k]) < least ? "(" + text + ")" : text;
  };
  switch (tree.kind) {
    case TreeKind::kString:
      return InQuotes(tree.text);
    case TreeKind::kColumn:
      return expression::ColumnName(tree.text);
    case TreeKind::kCall: {
      const bool cast = tree.text == "cast";
      std::string text = tree.text + "(";
      for (size_t k = 0; k < tree.parts.size(); ++k) {
        if (k > 0) text += cast ? " as " : ", ";
        text += cast && k > 0 ? tree.parts[k].text : PrintTree(tree.parts[k]);
      }
      return text + ")";
    }
    case TreeKind::kOperator:
      break;
    default:
      return tree.text;
  }
  switch (const Level level = LevelOf(tree)) {
    case kNot:
      return "not " + part(0, kNot);
    case kUnary:
      return "-" + part(0, kUnary);
    case kPower:
      return part(0, kValue) + " ** " + part(1, kUnary);
    case kComparison:
      return part(0, kSum) + " " + tree.text + " " + part(1, kSum);
    default:
      return part(0, level) + " " + tree.text + " " +
             part(1, static_cast<Level>(static_cast<int>(level) + 1));
  }
}

}  // namespace datagen::fuzz
