#include "inputs/draft/fact_taker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "functions/expression/parser.h"
#include "inputs/draft/check_patterns.h"
#include "inputs/draft/column_distance.h"
#include "inputs/draft/condition_fold.h"

namespace datagen::draft {
namespace {

using schema::Column;
using schema::Condition;
using schema::TypeFamily;
using Kind = Condition::Kind;

bool IsOneOf(const std::string& name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsNow(const Condition& condition) {
  return (condition.kind == Kind::kColumn || condition.kind == Kind::kCall) &&
         IsOneOf(schema::Lower(condition.text),
                 {"current_date", "current_timestamp", "now", "getdate", "sysdate", "sysdatetime",
                  "localtimestamp", "curdate", "getutcdate", "systimestamp", "today"});
}

// The least distance of two values of a column: seconds of times, else numbers.
double GrainOf(const Column& column) {
  constexpr double kDay = 86400;
  switch (column.type.family) {
    case TypeFamily::kDate:
      return kDay;
    case TypeFamily::kDecimal:
      return std::pow(10.0, -column.type.scale.value_or(0));
    case TypeFamily::kFloat:
      return 1e-6;
    default:
      return 1;
  }
}

// Whether a condition is null where the column is.
bool IsNullWith(const Condition& condition, const Condition& column) {
  const Condition null{Kind::kNull, "", {}};
  return Fold(condition, [&](const Condition& part) {
           return part == column ? std::optional(null) : std::nullopt;
         }) == null;
}

}  // namespace

const Column* FactTaker::ColumnOf(const Condition& condition) const {
  // trim(x), (x): what holds for them holds for texts without blanks around.
  if (condition.kind == Kind::kCall && condition.parts.size() == 1 &&
      IsOneOf(condition.text, {"trim", "btrim", "ltrim", "rtrim"})) {
    return ColumnOf(condition.parts[0]);
  }
  return condition.kind == Kind::kColumn ? table_.FindColumn(condition.text) : nullptr;
}

ColumnFacts& FactTaker::FactsOf(const Column& column) {
  const auto found = facts_.columns.find(column.name);
  if (found == facts_.columns.end()) {
    changes_.push_back({.kind = Change::Kind::kColumn, .column = column.name});
    return facts_.columns[column.name];
  }
  changes_.push_back(
      {.kind = Change::Kind::kColumn, .column = column.name, .before = found->second});
  return found->second;
}

// Undoes all changes but the first `count`.
void FactTaker::GoBackTo(size_t count) {
  for (; changes_.size() > count; changes_.pop_back()) {
    Change& change = changes_.back();
    switch (change.kind) {
      case Change::Kind::kColumn:
        if (change.before) {
          facts_.columns[change.column] = std::move(*change.before);
        } else {
          facts_.columns.erase(change.column);
        }
        break;
      case Change::Kind::kOrder:
        facts_.orders[change.order] = change.order_before;
        break;
      case Change::Kind::kNewOrder:
        facts_.orders.pop_back();
        break;
      case Change::Kind::kFormula:
        facts_.formulas.pop_back();
        break;
      case Change::Kind::kDifference:
        facts_.differences.pop_back();
        break;
    }
  }
}

bool FactTaker::Take(const Condition& condition, bool one_way, bool negated) {
  one_way_ = one_way;
  const bool taken = TakePart(condition, negated);
  if (!taken) GoBackTo(0);
  changes_.clear();  // what is kept is never taken back
  return taken;
}

// True when what the facts say makes the condition hold.
bool FactTaker::TakePart(const Condition& condition, bool negated) {
  switch (condition.kind) {
    case Kind::kAnd:
      return !negated && std::all_of(condition.parts.begin(), condition.parts.end(),
                                     [&](const Condition& part) { return TakePart(part, false); });
    case Kind::kOr:
      return !negated && TakeAlternatives(condition);
    case Kind::kNot:
      return TakePart(condition.parts[0], !negated);
    case Kind::kIsNull:
      return TakeNull(condition, negated);
    case Kind::kColumn: {
      const Column* column = ColumnOf(condition);
      return column != nullptr &&
             KeepToValues({negated ? "false" : "true"}, false, &FactsOf(*column));
    }
    case Kind::kIn:
      return TakeIn(condition, negated);
    case Kind::kBetween:
      return !negated && TakeCompare(condition.parts[0], ">=", condition.parts[1]) &&
             TakeCompare(condition.parts[0], "<=", condition.parts[2]);
    case Kind::kCompare:
      return TakeCompare(condition.parts[0], negated ? NegatedSign(condition.text) : condition.text,
                         condition.parts[1]);
    case Kind::kLike:
      return TakeLike(condition, negated);
    case Kind::kRegex:
      return TakeRegex(condition, negated);
    case Kind::kCall:
      // What says that a text is JSON holds by the type.
      return !negated && (condition.text == "json_valid" || condition.text == "isjson");
    case Kind::kBool:
      return (condition.text == "true") != negated;
    case Kind::kNull:
      return true;  // a CHECK refuses only what is false
    default:
      return false;
  }
}

// `x IS NULL OR x > 5` speaks of the values that there are: of nulls the rest says nothing.
bool FactTaker::TakeAlternatives(const Condition& condition) {
  std::vector<const Condition*> rest;
  for (const Condition& part : condition.parts) {
    const bool of_others =
        part.kind == Kind::kIsNull && ColumnOf(part.parts[0]) != nullptr &&
        std::all_of(condition.parts.begin(), condition.parts.end(), [&](const Condition& other) {
          return &other == &part || IsNullWith(other, part.parts[0]);
        });
    if (!of_others) rest.push_back(&part);
  }
  if (rest.size() == 1) return TakePart(*rest[0], false);
  if (!one_way_ && schema::ColumnsOf(condition).size() > 1) return false;
  // What costs least first.
  std::stable_sort(rest.begin(), rest.end(),
                   [&](const Condition* a, const Condition* b) { return LossOf(*a) < LossOf(*b); });
  return TakeOneOf(rest);
}

bool FactTaker::TakeOneOf(const std::vector<const Condition*>& parts) {
  for (const Condition* part : parts) {
    const size_t before = changes_.size();
    if (TakePart(*part, false)) return true;
    GoBackTo(before);
  }
  return false;
}

// How much is lost where only such rows are made: always null is worst, then a listed value less.
int FactTaker::LossOf(const Condition& part) const {
  if (part.kind == Kind::kIsNull) return 3;
  const auto names = schema::ColumnsOf(part);
  const bool listed = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const Column* column = table_.FindColumn(name);
    const auto facts = column == nullptr ? facts_.columns.end() : facts_.columns.find(column->name);
    return column != nullptr &&
           (!column->type.values.empty() || column->type.family == TypeFamily::kBool ||
            (facts != facts_.columns.end() && facts->second.values));
  });
  return listed ? 2 : part.kind == Kind::kNot ? 1 : 0;
}

bool FactTaker::TakeNull(const Condition& condition, bool negated) {
  const Column* column = ColumnOf(condition.parts[0]);
  if (column == nullptr) return false;
  ColumnFacts& facts = FactsOf(*column);
  if (negated) {
    facts.not_null = true;
    return !facts.always_null;
  }
  facts.always_null = true;
  return column->nullable && !facts.not_null;
}

bool FactTaker::TakeIn(const Condition& condition, bool negated) {
  const Condition& of = condition.parts[0];
  const Column* column = ColumnOf(of);
  // upper(x) IN ('A', 'B') holds for the same values as they stand.
  if (column == nullptr && of.kind == Kind::kCall && of.parts.size() == 1 &&
      (of.text == "upper" || of.text == "lower")) {
    column = ColumnOf(of.parts[0]);
  }
  if (column == nullptr) return false;
  std::vector<std::string> values;
  for (size_t i = 1; i < condition.parts.size(); ++i) {
    const Condition& value = condition.parts[i];
    if (value.kind == Kind::kNull) continue;
    if (!IsConstant(value)) return false;
    values.push_back(value.text);
  }
  return KeepToValues(std::move(values), negated, &FactsOf(*column));
}

bool FactTaker::TakeLike(const Condition& condition, bool negated) {
  const Column* column = ColumnOf(condition.parts[0]);
  const Condition& like = condition.parts[1];
  if (column == nullptr || like.kind != Kind::kText) return false;
  ColumnFacts& facts = FactsOf(*column);
  if (negated) {
    // Letters and digits alone match nothing that asks for another sign.
    const bool strange = like.text.find_first_not_of(
                             "%_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") !=
                         std::string::npos;
    if (!strange || facts.pattern) return false;
    facts.pattern = "[a-z][a-z0-9]{2,11}";
    return true;
  }
  if (facts.pattern) return false;
  facts.like = like.text;
  facts.pattern = OwnPattern(LikePattern(like.text));
  return facts.pattern.has_value();
}

bool FactTaker::TakeRegex(const Condition& condition, bool negated) {
  const Column* column = ColumnOf(condition.parts[0]);
  const Condition& pattern = condition.parts[1];
  if (column == nullptr || pattern.kind != Kind::kText || negated) return false;
  ColumnFacts& facts = FactsOf(*column);
  if (facts.pattern) return false;
  facts.pattern = OwnPattern(pattern.text);
  return facts.pattern.has_value();
}

bool FactTaker::TakeCompare(const Condition& left, const std::string& sign,
                            const Condition& right) {
  const Column* column = ColumnOf(left);
  const Column* other = ColumnOf(right);
  if (column != nullptr && other != nullptr && column != other) {
    return TakePair(*column, sign, *other);
  }
  if (column == nullptr && other != nullptr) return TakeCompare(right, FlippedSign(sign), left);
  const size_t before = changes_.size();
  if (column != nullptr && TakeColumnCompare(*column, sign, right)) return true;
  GoBackTo(before);
  return (column == nullptr && TakeCallCompare(left, sign, right)) ||
         TakeDistance(left, sign, right);
}

bool FactTaker::TakeColumnCompare(const Column& column, const std::string& sign,
                                  const Condition& right) {
  if (right.kind == Kind::kBool) {
    return KeepToValues({right.text}, sign == "<>", &FactsOf(column)) &&
           (sign == "=" || sign == "<>");
  }
  // x = upper(x), x = lower(x)
  if (right.kind == Kind::kCall && right.parts.size() == 1 && sign == "=" &&
      ColumnOf(right.parts[0]) == &column) {
    ColumnFacts& facts = FactsOf(column);
    facts.upper |= right.text == "upper";
    facts.lower |= right.text == "lower";
    return right.text == "upper" || right.text == "lower" || right.text == "trim";
  }
  if (IsNow(right)) return sign == "<" || sign == "<=" || sign == "<>";
  switch (column.type.family) {
    case TypeFamily::kDate:
    case TypeFamily::kDatetime:
    case TypeFamily::kTime:
      return right.kind == Kind::kText && KeepTimeBound(sign, right.text, &FactsOf(column));
    case TypeFamily::kInteger:
    case TypeFamily::kDecimal:
    case TypeFamily::kFloat:
    case TypeFamily::kYear:
    case TypeFamily::kOther:
      return TakeNumberCompare(column, sign, right);
    default:
      break;
  }
  if (right.kind != Kind::kText && right.kind != Kind::kNumber) return false;
  if (sign != "=" && sign != "<>") return false;
  if (right.text.empty() && sign == "<>") return KeepLength(">", 0, &FactsOf(column));
  return KeepToValues({right.text}, sign == "<>", &FactsOf(column));
}

bool FactTaker::TakeNumberCompare(const Column& column, const std::string& sign,
                                  const Condition& right) {
  if (const auto bound = NumberIn(right)) {
    ColumnFacts& facts = FactsOf(column);
    // A number of a list is chosen from it, or left out.
    if (facts.values && (sign == "=" || sign == "<>")) {
      return KeepToValues({right.text}, sign == "<>", &facts);
    }
    return KeepBound(sign, *bound, &facts);
  }
  ColumnFormula formula{.column = column.name, .is_arithmetic = right.kind == Kind::kOperator};
  if (sign != "=" || !Code(right, "{}", &formula.code)) return false;
  Code(right, "({} / 1)", &formula.code_in_doubles);
  changes_.push_back({.kind = Change::Kind::kFormula});
  facts_.formulas.push_back(std::move(formula));
  return true;
}

// length(x) > 3, lower(x) = 'a'
bool FactTaker::TakeCallCompare(const Condition& left, const std::string& sign,
                                const Condition& right) {
  if (left.kind != Kind::kCall || left.parts.size() != 1) {
    if (right.kind == Kind::kCall && right.parts.size() == 1 && left.kind == Kind::kNumber) {
      return TakeCallCompare(right, FlippedSign(sign), left);
    }
    return false;
  }
  const Column* column = ColumnOf(left.parts[0]);
  if (column == nullptr) return false;
  const bool length = IsOneOf(left.text, {"length", "char_length", "character_length", "len",
                                          "octet_length", "lengthb", "datalength"});
  const auto number = NumberIn(right);
  if (length && number) return KeepLength(sign, *number, &FactsOf(*column));
  const bool letter_case = left.text == "upper" || left.text == "lower";
  if (letter_case && sign == "=" && ColumnOf(right) == column) {
    ColumnFacts& facts = FactsOf(*column);
    (left.text == "upper" ? facts.upper : facts.lower) = true;
    return true;
  }
  return false;
}

bool FactTaker::TakePair(const Column& column, const std::string& sign, const Column& other) {
  if (sign == "<" || sign == "<=") {
    return AddOrder({.low = column.name, .high = other.name, .strict = sign == "<"});
  }
  if (sign == ">" || sign == ">=") {
    return AddOrder({.low = other.name, .high = column.name, .strict = sign == ">"});
  }
  if (sign == "=") {
    changes_.push_back({.kind = Change::Kind::kFormula});
    facts_.formulas.push_back({.column = column.name, .code = expression::ColumnName(other.name)});
  } else {
    changes_.push_back({.kind = Change::Kind::kDifference});
    facts_.differences.push_back({.low = column.name, .high = other.name, .strict = true});
  }
  return true;
}

bool FactTaker::TakeDistance(const Condition& left, const std::string& sign,
                             const Condition& right) {
  const auto distance = DistanceIn(table_, left, sign, right);
  if (!distance) return false;
  ColumnOrder order{.low = distance->low, .high = distance->high};
  const double excluded = distance->strict ? GrainOf(*table_.FindColumn(order.high)) : 0;
  if (distance->most) {
    order.most = *distance->most - excluded;
    return *order.most >= 0 && AddOrder(std::move(order));
  }
  order.strict = distance->strict && *distance->least == 0;
  if (*distance->least > 0) order.least = *distance->least + excluded;
  return AddOrder(std::move(order));
}

bool FactTaker::AddOrder(ColumnOrder order) {
  for (size_t i = 0; i < facts_.orders.size(); ++i) {
    ColumnOrder& known = facts_.orders[i];
    if (known.low != order.low || known.high != order.high) continue;
    changes_.push_back({.kind = Change::Kind::kOrder, .order = i, .order_before = known});
    known.strict |= order.strict;
    if (order.least) known.least = std::max(*order.least, known.least.value_or(*order.least));
    if (order.most) known.most = std::min(*order.most, known.most.value_or(*order.most));
    return !known.least || !known.most || *known.least <= *known.most;
  }
  changes_.push_back({.kind = Change::Kind::kNewOrder});
  facts_.orders.push_back(std::move(order));
  return true;
}

// The condition's arithmetic as an expression of the language, every column as `form` has it.
bool FactTaker::Code(const Condition& condition, const char* form, std::string* code) const {
  if (condition.kind == Kind::kNumber) {
    *code += condition.text;
    return true;
  }
  if (condition.kind == Kind::kColumn) {
    const Column* column = table_.FindColumn(condition.text);
    if (column == nullptr) return false;
    *code += fmt::format(fmt::runtime(form), expression::ColumnName(column->name));
    return true;
  }
  if (condition.kind != Kind::kOperator || condition.text == "||" || condition.parts.size() != 2) {
    return false;
  }
  *code += "(";
  if (!Code(condition.parts[0], form, code)) return false;
  *code += " " + condition.text + " ";
  if (!Code(condition.parts[1], form, code)) return false;
  *code += ")";
  return true;
}

}  // namespace datagen::draft
