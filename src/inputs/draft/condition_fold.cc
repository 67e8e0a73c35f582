#include "inputs/draft/condition_fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace datagen::draft {

using schema::Condition;
using Kind = Condition::Kind;

bool IsConstant(const Condition& condition) {
  return condition.kind == Kind::kText || condition.kind == Kind::kNumber ||
         condition.kind == Kind::kBool || condition.kind == Kind::kNull;
}

Condition Truth(bool truth) { return {Kind::kBool, truth ? "true" : "false", {}}; }

bool IsTruth(const Condition& condition) {
  switch (condition.kind) {
    case Kind::kBool:
    case Kind::kCompare:
    case Kind::kIn:
    case Kind::kBetween:
    case Kind::kLike:
    case Kind::kRegex:
    case Kind::kIsNull:
    case Kind::kNot:
    case Kind::kAnd:
    case Kind::kOr:
      return true;
    default:
      return false;
  }
}

std::optional<double> NumberIn(const Condition& condition) {
  if (condition.kind != Kind::kNumber && condition.kind != Kind::kText) return std::nullopt;
  double number = 0;
  const char* end = condition.text.data() + condition.text.size();
  const auto read = std::from_chars(condition.text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::string FlippedSign(const std::string& sign) {
  if (sign == "<") return ">";
  if (sign == ">") return "<";
  if (sign == "<=") return ">=";
  if (sign == ">=") return "<=";
  return sign;
}

std::string NegatedSign(const std::string& sign) {
  if (sign == "<") return ">=";
  if (sign == ">") return "<=";
  if (sign == "<=") return ">";
  if (sign == ">=") return "<";
  return sign == "=" ? "<>" : "=";
}

namespace {

bool IsTrue(const Condition& condition) {
  return condition.kind == Kind::kBool && condition.text == "true";
}
bool IsFalse(const Condition& condition) {
  return condition.kind == Kind::kBool && condition.text == "false";
}

Condition NumberOf(double number) { return {Kind::kNumber, fmt::format("{}", number), {}}; }

// A truth value counts as 1 or 0, as where it is cast to a number.
std::optional<double> Counted(const Condition& condition) {
  if (condition.kind == Kind::kBool) return IsTrue(condition) ? 1 : 0;
  return condition.kind == Kind::kNumber ? NumberIn(condition) : std::nullopt;
}

bool Holds(double left, const std::string& sign, double right) {
  if (sign == "=") return left == right;
  if (sign == "<>") return left != right;
  if (sign == "<") return left < right;
  if (sign == "<=") return left <= right;
  return sign == ">" ? left > right : left >= right;
}

// nullopt: it can't be said.
std::optional<bool> Compare(const Condition& left, const std::string& sign,
                            const Condition& right) {
  const bool numbers = left.kind == Kind::kNumber || right.kind == Kind::kNumber;
  const auto a = numbers ? NumberIn(left) : std::nullopt;
  const auto b = numbers ? NumberIn(right) : std::nullopt;
  if (a && b) return Holds(*a, sign, *b);
  if (left.kind == right.kind && sign == "=") return left.text == right.text;
  if (left.kind == right.kind && sign == "<>") return left.text != right.text;
  return std::nullopt;
}

Condition FoldedList(Kind kind, std::vector<Condition> parts);

Condition Negation(Condition condition) {
  if (condition.kind == Kind::kNull) return condition;
  if (condition.kind == Kind::kBool) return Truth(IsFalse(condition));
  if (condition.kind == Kind::kNot) return std::move(condition.parts[0]);
  if (condition.kind == Kind::kCompare) {
    condition.text = NegatedSign(condition.text);
    return condition;
  }
  if (condition.kind == Kind::kAnd || condition.kind == Kind::kOr) {
    for (Condition& part : condition.parts) part = Negation(std::move(part));
    return FoldedList(condition.kind == Kind::kAnd ? Kind::kOr : Kind::kAnd,
                      std::move(condition.parts));
  }
  if (condition.kind == Kind::kBetween) {
    return {Kind::kOr,
            "",
            {{Kind::kCompare, ">", {condition.parts[0], condition.parts[2]}},
             {Kind::kCompare, "<", {condition.parts[0], condition.parts[1]}}}};
  }
  return {Kind::kNot, "", {std::move(condition)}};
}

// What is left of AND and OR without the parts that say nothing.
Condition FoldedList(Kind kind, std::vector<Condition> parts) {
  const bool all = kind == Kind::kAnd;
  std::vector<Condition> rest;
  rest.reserve(parts.size());
  for (Condition& part : parts) {
    if (all ? IsFalse(part) : IsTrue(part)) return Truth(!all);
    if (all ? IsTrue(part) : IsFalse(part)) continue;
    if (std::find(rest.begin(), rest.end(), part) == rest.end()) rest.push_back(std::move(part));
  }
  if (rest.empty()) return Truth(all);
  if (rest.size() == 1) return std::move(rest[0]);
  return {kind, "", std::move(rest)};
}

Condition FoldedCompare(std::string sign, Condition left, Condition right) {
  if (left.kind == Kind::kNull || right.kind == Kind::kNull) return {Kind::kNull, "", {}};
  if (IsConstant(left) && IsConstant(right)) {
    if (const auto holds = Compare(left, sign, right)) return Truth(*holds);
  }
  if (IsConstant(left) && !IsConstant(right)) {
    std::swap(left, right);
    sign = FlippedSign(sign);
  }
  const auto number = Counted(right);
  // (a IS NULL) = true; (a IS NOT NULL)::int = 1
  if (IsTruth(left) && number) {
    const bool if_false = Holds(0, sign, *number);
    const bool if_true = Holds(1, sign, *number);
    if (if_false == if_true) return Truth(if_true);
    return if_true ? left : Negation(std::move(left));
  }
  // 1 + x = 2
  if (number && left.kind == Kind::kOperator && left.parts.size() == 2 && left.text == "+") {
    for (const size_t known : {0, 1}) {
      const auto part = Counted(left.parts[known]);
      if (!part) continue;
      return FoldedCompare(sign, std::move(left.parts[1 - known]), NumberOf(*number - *part));
    }
  }
  return {Kind::kCompare, std::move(sign), {std::move(left), std::move(right)}};
}

Condition FoldedIn(std::vector<Condition> parts) {
  if (parts[0].kind == Kind::kNull) return {Kind::kNull, "", {}};
  const bool with_null = std::any_of(parts.begin() + 1, parts.end(), [](const Condition& part) {
    return part.kind == Kind::kNull;
  });
  bool certain = IsConstant(parts[0]);
  for (size_t i = 1; certain && i < parts.size(); ++i) {
    if (parts[i].kind == Kind::kNull) continue;
    const auto same = Compare(parts[0], "=", parts[i]);
    if (same && *same) return Truth(true);
    certain = same.has_value() && IsConstant(parts[i]);
  }
  if (certain) return with_null ? Condition{Kind::kNull, "", {}} : Truth(false);
  // num_nonnulls(a, b) IN (0, 2)
  if (parts[0].kind == Kind::kOperator || IsTruth(parts[0])) {
    std::vector<Condition> either;
    either.reserve(parts.size());
    for (size_t i = 1; i < parts.size(); ++i) {
      either.push_back(FoldedCompare("=", parts[0], parts[i]));
    }
    return FoldedList(Kind::kOr, std::move(either));
  }
  return {Kind::kIn, "", std::move(parts)};
}

Condition FoldedOperator(Condition condition) {
  const auto null = [](const Condition& part) { return part.kind == Kind::kNull; };
  if (std::any_of(condition.parts.begin(), condition.parts.end(), null)) {
    return {Kind::kNull, "", {}};
  }
  if (condition.parts.size() != 2) return condition;
  const auto a = Counted(condition.parts[0]);
  const auto b = Counted(condition.parts[1]);
  if (condition.text == "+" && (a || b)) {
    // Constants come first, so that sums of them meet: 1 + (1 + x).
    if (a && b) return NumberOf(*a + *b);
    Condition other = std::move(condition.parts[a ? 1 : 0]);
    const double known = a ? *a : *b;
    if (known == 0 && IsTruth(other)) return other;
    if (other.kind == Kind::kOperator && other.text == "+" && other.parts.size() == 2) {
      if (const auto inner = Counted(other.parts[0])) {
        return {Kind::kOperator, "+", {NumberOf(known + *inner), std::move(other.parts[1])}};
      }
    }
    return {Kind::kOperator, "+", {NumberOf(known), std::move(other)}};
  }
  if (!a || !b) return condition;
  if (condition.text == "-") return NumberOf(*a - *b);
  if (condition.text == "*") return NumberOf(*a * *b);
  return condition;
}

// How many of the arguments are null, or not.
Condition CountOfNulls(const std::vector<Condition>& arguments, bool nulls) {
  Condition sum = NumberOf(0);
  for (const Condition& argument : arguments) {
    Condition is_null{Kind::kIsNull, "", {argument}};
    if (!nulls) is_null = Negation(std::move(is_null));
    sum = {Kind::kOperator, "+", {std::move(sum), std::move(is_null)}};
  }
  return sum;
}

Condition FoldedNullTest(Condition part) {
  if (IsConstant(part)) return Truth(part.kind == Kind::kNull);
  return {Kind::kIsNull, "", {std::move(part)}};
}

}  // namespace

Condition Fold(const Condition& condition, const Known& known) {
  if (auto constant = known(condition)) return std::move(*constant);
  if (condition.kind == Kind::kCall &&
      (condition.text == "num_nulls" || condition.text == "num_nonnulls")) {
    return Fold(CountOfNulls(condition.parts, condition.text == "num_nulls"), known);
  }
  if (condition.kind == Kind::kIsNull && condition.parts[0].kind == Kind::kCall &&
      condition.parts[0].text == "coalesce") {
    std::vector<Condition> tests;
    for (const Condition& argument : condition.parts[0].parts) {
      tests.push_back(Fold({Kind::kIsNull, "", {argument}}, known));
    }
    return FoldedList(Kind::kAnd, std::move(tests));
  }
  std::vector<Condition> parts;
  parts.reserve(condition.parts.size());
  for (const Condition& part : condition.parts) parts.push_back(Fold(part, known));
  switch (condition.kind) {
    case Kind::kNot:
      return Negation(std::move(parts[0]));
    case Kind::kAnd:
    case Kind::kOr:
      return FoldedList(condition.kind, std::move(parts));
    case Kind::kCompare:
      return FoldedCompare(condition.text, std::move(parts[0]), std::move(parts[1]));
    case Kind::kIn:
      return FoldedIn(std::move(parts));
    case Kind::kBetween:
      if (!IsConstant(parts[0])) break;
      return FoldedList(Kind::kAnd, {FoldedCompare(">=", parts[0], parts[1]),
                                     FoldedCompare("<=", parts[0], parts[2])});
    case Kind::kIsNull:
      return FoldedNullTest(std::move(parts[0]));
    case Kind::kOperator:
      return FoldedOperator({condition.kind, condition.text, std::move(parts)});
    case Kind::kLike:
    case Kind::kRegex:
      if (parts[0].kind == Kind::kNull) return {Kind::kNull, "", {}};
      break;
    default:
      break;
  }
  return {condition.kind, condition.text, std::move(parts)};
}

}  // namespace datagen::draft
