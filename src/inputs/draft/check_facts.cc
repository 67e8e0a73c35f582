#include "inputs/draft/check_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "functions/expression/parser.h"
#include "inputs/draft/check_patterns.h"

namespace datagen::draft {
namespace {

using schema::Condition;
using Kind = Condition::Kind;

std::optional<double> NumberIn(const Condition& condition) {
  if (condition.kind != Kind::kNumber && condition.kind != Kind::kText) return std::nullopt;
  double number = 0;
  const char* end = condition.text.data() + condition.text.size();
  const auto read = std::from_chars(condition.text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

std::string Flipped(const std::string& sign) {
  if (sign == "<") return ">";
  if (sign == ">") return "<";
  if (sign == "<=") return ">=";
  if (sign == ">=") return "<=";
  return sign;
}

std::string Negated(const std::string& sign) {
  if (sign == "<") return ">=";
  if (sign == ">") return "<=";
  if (sign == "<=") return ">";
  if (sign == ">=") return "<";
  return sign == "=" ? "<>" : "=";
}

bool IsNow(const Condition& condition) {
  const std::string name = schema::Lower(condition.text);
  static constexpr std::string_view kNames[] = {
      "current_date",   "current_timestamp", "now",
      "getdate",        "sysdate",           "sysdatetime",
      "localtimestamp", "curdate",           "current_timestamp",
      "getutcdate",     "systimestamp",      "today"};
  const bool named = std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
  return named && (condition.kind == Kind::kColumn || condition.kind == Kind::kCall);
}

class Interpreter {
 public:
  explicit Interpreter(const schema::Table& table) : table_(table) {}

  CheckFacts Run() {
    for (const schema::Check& check : table_.checks) {
      if (check.condition == nullptr || !Take(*check.condition, false)) {
        GoBackTo(0);
        facts_.unkept.push_back(&check);
      }
      changes_.clear();  // what is kept is never taken back
    }
    return std::move(facts_);
  }

 private:
  [[nodiscard]] const schema::Column* ColumnOf(const Condition& condition) const {
    // trim(x), (x): what holds for them holds for texts without blanks around.
    if (condition.kind == Kind::kCall && condition.parts.size() == 1 &&
        (condition.text == "trim" || condition.text == "btrim" || condition.text == "ltrim" ||
         condition.text == "rtrim")) {
      return ColumnOf(condition.parts[0]);
    }
    return condition.kind == Kind::kColumn ? table_.FindColumn(condition.text) : nullptr;
  }

  // What was known before a change, to go back when a condition turns out not to be kept: a
  // column's facts (none: nothing), or an order that was not strict, or what stands last in a list.
  struct Change {
    enum class Kind { kColumn, kStrictness, kOrder, kFormula, kDifference };
    Kind kind;
    std::string column;
    std::optional<ColumnFacts> before;
    size_t order = 0;
  };

  ColumnFacts& FactsOf(const schema::Column& column) {
    const auto found = facts_.columns.find(column.name);
    if (found == facts_.columns.end()) {
      changes_.push_back({Change::Kind::kColumn, column.name, std::nullopt});
      return facts_.columns[column.name];
    }
    changes_.push_back({Change::Kind::kColumn, column.name, found->second});
    return found->second;
  }

  // Undoes all changes but the first `count`.
  void GoBackTo(size_t count) {
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
        case Change::Kind::kStrictness:
          facts_.orders[change.order].strict = false;
          break;
        case Change::Kind::kOrder:
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
  void Note(Change::Kind kind, size_t order = 0) { changes_.push_back({kind, "", {}, order}); }

  // True when what the facts say makes the condition hold.
  bool Take(const Condition& condition, bool negated) {
    switch (condition.kind) {
      case Kind::kAnd:
        return negated ? TakeOne(condition, true) : TakeAll(condition, false);
      case Kind::kOr:
        return negated ? TakeAll(condition, true) : TakeOne(condition, false);
      case Kind::kNot:
        return Take(condition.parts[0], !negated);
      case Kind::kIsNull:
        return TakeNull(condition, negated);
      case Kind::kColumn:
      case Kind::kCompare:
      case Kind::kIn:
      case Kind::kBetween:
      case Kind::kLike:
      case Kind::kRegex:
      case Kind::kCall:
        return TakeSimple(condition, negated);
      case Kind::kBool:
        return (condition.text == "true") != negated;
      default:
        return false;
    }
  }

  bool TakeAll(const Condition& condition, bool negated) {
    return std::all_of(condition.parts.begin(), condition.parts.end(),
                       [&](const Condition& part) { return Take(part, negated); });
  }

  // One part that holds is enough. `x IS NULL OR …` speaks of the values that there are.
  bool TakeOne(const Condition& condition, bool negated) {
    std::vector<const Condition*> order;
    for (const Condition& part : condition.parts) {
      if (part.kind != Kind::kIsNull) order.push_back(&part);
    }
    for (const Condition& part : condition.parts) {
      if (part.kind == Kind::kIsNull) order.push_back(&part);
    }
    for (const Condition* part : order) {
      const size_t before = changes_.size();
      if (Take(*part, negated)) return true;
      GoBackTo(before);
    }
    return false;
  }

  bool TakeNull(const Condition& condition, bool negated) {
    const schema::Column* column = ColumnOf(condition.parts[0]);
    if (column == nullptr) return false;
    ColumnFacts& facts = FactsOf(*column);
    if (negated) {
      facts.not_null = true;
      return !facts.always_null;
    }
    facts.always_null = true;
    return column->nullable && !facts.not_null;
  }

  bool TakeSimple(const Condition& condition, bool negated) {
    switch (condition.kind) {
      case Kind::kColumn: {
        const schema::Column* column = ColumnOf(condition);
        return column != nullptr &&
               KeepToValues({negated ? "false" : "true"}, false, &FactsOf(*column));
      }
      case Kind::kIn:
        return TakeIn(condition, negated);
      case Kind::kBetween:
        return !negated && TakeCompare(condition.parts[0], ">=", condition.parts[1]) &&
               TakeCompare(condition.parts[0], "<=", condition.parts[2]);
      case Kind::kCompare:
        return TakeCompare(condition.parts[0], negated ? Negated(condition.text) : condition.text,
                           condition.parts[1]);
      case Kind::kLike:
        return TakeLike(condition, negated);
      case Kind::kRegex:
        return TakeRegex(condition, negated);
      default:
        // What says that a text is JSON holds by the type.
        return !negated && (condition.text == "json_valid" || condition.text == "isjson");
    }
  }

  bool TakeIn(const Condition& condition, bool negated) {
    const Condition& of = condition.parts[0];
    const schema::Column* column = ColumnOf(of);
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
      if (value.kind != Kind::kText && value.kind != Kind::kNumber && value.kind != Kind::kBool) {
        return false;
      }
      values.push_back(value.text);
    }
    return KeepToValues(std::move(values), negated, &FactsOf(*column));
  }

  bool TakeLike(const Condition& condition, bool negated) {
    const schema::Column* column = ColumnOf(condition.parts[0]);
    const Condition& like = condition.parts[1];
    if (column == nullptr || like.kind != Kind::kText) return false;
    ColumnFacts& facts = FactsOf(*column);
    if (negated) {
      // Letters and digits alone match nothing that asks for another sign.
      const bool strange =
          like.text.find_first_not_of(
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

  bool TakeRegex(const Condition& condition, bool negated) {
    const schema::Column* column = ColumnOf(condition.parts[0]);
    const Condition& pattern = condition.parts[1];
    if (column == nullptr || pattern.kind != Kind::kText || negated) return false;
    ColumnFacts& facts = FactsOf(*column);
    if (facts.pattern) return false;
    facts.pattern = OwnPattern(pattern.text);
    return facts.pattern.has_value();
  }

  bool TakeCompare(const Condition& left, const std::string& sign, const Condition& right) {
    const schema::Column* column = ColumnOf(left);
    const schema::Column* other = ColumnOf(right);
    if (column != nullptr && other != nullptr && column != other) {
      return TakeOrder(*column, sign, *other);
    }
    if (column == nullptr && other != nullptr) return TakeCompare(right, Flipped(sign), left);
    if (column == nullptr) return TakeCallCompare(left, sign, right);
    if (right.kind == Kind::kBool) {
      return KeepToValues({right.text}, sign == "<>", &FactsOf(*column)) &&
             (sign == "=" || sign == "<>");
    }
    // x = upper(x), x = lower(x)
    if (right.kind == Kind::kCall && right.parts.size() == 1 && sign == "=" &&
        ColumnOf(right.parts[0]) == column) {
      ColumnFacts& facts = FactsOf(*column);
      facts.upper |= right.text == "upper";
      facts.lower |= right.text == "lower";
      return right.text == "upper" || right.text == "lower" || right.text == "trim";
    }
    if (IsNow(right)) return sign == "<" || sign == "<=" || sign == "<>";
    using schema::TypeFamily;
    const TypeFamily family = column->type.family;
    const bool time = family == TypeFamily::kDate || family == TypeFamily::kDatetime ||
                      family == TypeFamily::kTime;
    if (time)
      return right.kind == Kind::kText && KeepTimeBound(sign, right.text, &FactsOf(*column));
    const bool number = family == TypeFamily::kInteger || family == TypeFamily::kDecimal ||
                        family == TypeFamily::kFloat || family == TypeFamily::kYear ||
                        family == TypeFamily::kOther;
    if (number) {
      const auto bound = NumberIn(right);
      if (bound) return KeepBound(sign, *bound, &FactsOf(*column));
      ColumnFormula formula{.column = column->name, .is_arithmetic = right.kind == Kind::kOperator};
      if (sign != "=" || !Code(right, "{}", &formula.code)) return false;
      Code(right, "({} / 1)", &formula.code_in_doubles);
      Note(Change::Kind::kFormula);
      facts_.formulas.push_back(std::move(formula));
      return true;
    }
    if (right.kind != Kind::kText && right.kind != Kind::kNumber) return false;
    if (sign == "=" || sign == "<>") {
      if (right.text.empty() && sign == "<>") return KeepLength(">", 0, &FactsOf(*column));
      return KeepToValues({right.text}, sign == "<>", &FactsOf(*column));
    }
    return false;
  }

  // length(x) > 3, lower(x) = 'a'
  bool TakeCallCompare(const Condition& left, const std::string& sign, const Condition& right) {
    if (left.kind != Kind::kCall || left.parts.size() != 1) {
      if (right.kind == Kind::kCall && right.parts.size() == 1 && left.kind == Kind::kNumber) {
        return TakeCallCompare(right, Flipped(sign), left);
      }
      return false;
    }
    const schema::Column* column = ColumnOf(left.parts[0]);
    if (column == nullptr) return false;
    static constexpr std::string_view kLengths[] = {"length",    "char_length",  "character_length",
                                                    "len",       "octet_length", "lengthb",
                                                    "datalength"};
    const bool length =
        std::find(std::begin(kLengths), std::end(kLengths), left.text) != std::end(kLengths);
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

  bool TakeOrder(const schema::Column& column, const std::string& sign,
                 const schema::Column& other) {
    if (sign == "<" || sign == "<=") return AddOrder({column.name, other.name, sign == "<"});
    if (sign == ">" || sign == ">=") return AddOrder({other.name, column.name, sign == ">"});
    if (sign == "=") {
      Note(Change::Kind::kFormula);
      facts_.formulas.push_back(
          {.column = column.name, .code = expression::ColumnName(other.name)});
    } else {
      Note(Change::Kind::kDifference);
      facts_.differences.push_back({column.name, other.name, true});
    }
    return true;
  }

  bool AddOrder(ColumnOrder order) {
    for (size_t i = 0; i < facts_.orders.size(); ++i) {
      ColumnOrder& known = facts_.orders[i];
      if (known.low != order.low || known.high != order.high) continue;
      if (order.strict && !known.strict) Note(Change::Kind::kStrictness, i);
      known.strict |= order.strict;
      return true;
    }
    Note(Change::Kind::kOrder);
    facts_.orders.push_back(std::move(order));
    return true;
  }

  // The condition's arithmetic as an expression of the language, every column as `form` has it.
  bool Code(const Condition& condition, const char* form, std::string* code) const {
    if (condition.kind == Kind::kNumber) {
      *code += condition.text;
      return true;
    }
    if (condition.kind == Kind::kColumn) {
      const schema::Column* column = table_.FindColumn(condition.text);
      if (column == nullptr) return false;
      *code += fmt::format(fmt::runtime(form), expression::ColumnName(column->name));
      return true;
    }
    if (condition.kind != Kind::kOperator || condition.text == "||" ||
        condition.parts.size() != 2) {
      return false;
    }
    *code += "(";
    if (!Code(condition.parts[0], form, code)) return false;
    *code += " " + condition.text + " ";
    if (!Code(condition.parts[1], form, code)) return false;
    *code += ")";
    return true;
  }

  const schema::Table& table_;
  CheckFacts facts_;
  std::vector<Change> changes_;
};

}  // namespace

CheckFacts InterpretChecks(const schema::Table& table) { return Interpreter(table).Run(); }

}  // namespace datagen::draft
