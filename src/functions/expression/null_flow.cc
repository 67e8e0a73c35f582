#include "functions/expression/null_flow.h"

#include <algorithm>
#include <iterator>

namespace datagen::expression {
namespace {

using Names = std::set<std::string>;

Names Union(Names a, const Names& b) {
  a.insert(b.begin(), b.end());
  return a;
}

Names Intersection(const Names& a, const Names& b) {
  Names both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

bool IsOperator(const Tree& tree, const char* op) {
  return tree.kind == Tree::Kind::kOperator && tree.text == op;
}
bool IsCall(const Tree& tree, const char* name) {
  return tree.kind == Tree::Kind::kCall && tree.text == name;
}
// `x == null`, `x != null`: what `is null` and `is not null` are read as.
const Tree* TestedForNull(const Tree& tree, const char* op) {
  if (!IsOperator(tree, op)) return nullptr;
  if (tree.parts[0].kind == Tree::Kind::kNull) return &tree.parts[1];
  return tree.parts[1].kind == Tree::Kind::kNull ? &tree.parts[0] : nullptr;
}
bool IsNullTest(const Tree& tree) {
  return TestedForNull(tree, "==") != nullptr || TestedForNull(tree, "!=") != nullptr;
}
// What gives the first of its arguments that has a value, or the least of those.
bool LeavesNullsOut(const Tree& tree) {
  return IsCall(tree, "coalesce") || IsCall(tree, "least") || IsCall(tree, "greatest");
}

// The columns whose null makes the value null, whatever the others are.
Names Always(const Tree& tree) {
  if (tree.kind == Tree::Kind::kColumn) return {tree.text};
  if (IsNullTest(tree)) return {};
  if (IsCall(tree, "if")) return Intersection(Always(tree.parts[1]), Always(tree.parts[2]));
  if (IsCall(tree, "nullif")) return Always(tree.parts[0]);
  const bool any = LeavesNullsOut(tree) || IsOperator(tree, "and") || IsOperator(tree, "or");
  Names names;
  for (size_t k = 0; k < tree.parts.size(); ++k) {
    Names part = Always(tree.parts[k]);
    names = any && k > 0 ? Intersection(names, part) : Union(std::move(names), part);
  }
  return names;
}

// What a condition's result says of columns: they are not null where it is so.
enum class Outcome { kTrue, kFalse, kNotTrue, kNotFalse };

Outcome Negated(Outcome outcome) {
  switch (outcome) {
    case Outcome::kTrue:
      return Outcome::kFalse;
    case Outcome::kFalse:
      return Outcome::kTrue;
    case Outcome::kNotTrue:
      return Outcome::kNotFalse;
    case Outcome::kNotFalse:
      return Outcome::kNotTrue;
  }
  return outcome;
}

Names NotNullWhere(const Tree& condition, Outcome outcome) {
  const bool known = outcome == Outcome::kTrue || outcome == Outcome::kFalse;
  if (IsOperator(condition, "not")) return NotNullWhere(condition.parts[0], Negated(outcome));
  if (IsNullTest(condition)) {
    // It is never null itself: not true is false.
    const bool holds = outcome == Outcome::kTrue || outcome == Outcome::kNotFalse;
    const Tree* given = TestedForNull(condition, holds ? "!=" : "==");
    return given == nullptr ? Names() : Always(*given);
  }
  if (IsOperator(condition, "and") || IsOperator(condition, "or")) {
    const bool both_hold = IsOperator(condition, "and") ==
                           (outcome == Outcome::kTrue || outcome == Outcome::kNotFalse);
    const Names left = NotNullWhere(condition.parts[0], outcome);
    const Names right = NotNullWhere(condition.parts[1], outcome);
    return both_hold ? Union(left, right) : Intersection(left, right);
  }
  return known ? Always(condition) : Names();
}

Names Unguarded(const Tree& tree, const Names& given) {
  if (tree.kind == Tree::Kind::kColumn)
    return given.contains(tree.text) ? Names() : Names{tree.text};
  if (IsNullTest(tree)) return {};
  if (IsCall(tree, "if")) {
    const Tree& condition = tree.parts[0];
    return Union(
        Unguarded(tree.parts[1], Union(given, NotNullWhere(condition, Outcome::kTrue))),
        Unguarded(tree.parts[2], Union(given, NotNullWhere(condition, Outcome::kNotTrue))));
  }
  if (IsCall(tree, "nullif")) return Unguarded(tree.parts[0], given);
  Names names;
  for (const Tree& part : tree.parts) {
    Names own = Unguarded(part, given);
    if (own.empty() && LeavesNullsOut(tree)) return {};
    names = Union(std::move(names), own);
  }
  return names;
}

}  // namespace

NullFlow NullFlowOf(const Tree& tree) {
  Names always = Always(tree);
  Names unguarded = Union(Unguarded(tree, {}), always);
  return {std::move(always), std::move(unguarded)};
}

}  // namespace datagen::expression
