#include "inputs/draft/condition_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "functions/expression/parser.h"
#include "functions/kernel/regex_pattern.h"
#include "inputs/draft/condition_fold.h"

namespace datagen::draft {
namespace {

using schema::Condition;
using schema::TypeFamily;
using Kind = Condition::Kind;

// What can be compared with what.
enum class Class { kNumber, kText, kTruth, kTime, kNull };

struct Term {
  Class of;
  std::string code;
  bool literal = false;
};
using Maybe = std::optional<Term>;

// Functions that are the same here as in every database.
struct SameFunction {
  std::string_view name;
  const char* ours;
  Class argument;
  Class result;
};
constexpr SameFunction kFunctions[] = {{"length", "length", Class::kText, Class::kNumber},
                                       {"char_length", "length", Class::kText, Class::kNumber},
                                       {"character_length", "length", Class::kText, Class::kNumber},
                                       {"len", "length", Class::kText, Class::kNumber},
                                       {"lower", "lower", Class::kText, Class::kText},
                                       {"upper", "upper", Class::kText, Class::kText},
                                       {"trim", "trim", Class::kText, Class::kText},
                                       {"btrim", "trim", Class::kText, Class::kText},
                                       {"ltrim", "ltrim", Class::kText, Class::kText},
                                       {"rtrim", "rtrim", Class::kText, Class::kText},
                                       {"abs", "abs", Class::kNumber, Class::kNumber},
                                       {"year", "year", Class::kTime, Class::kNumber},
                                       {"month", "month", Class::kTime, Class::kNumber},
                                       {"day", "day", Class::kTime, Class::kNumber}};

// The texts of a LIKE as a regular expression for whole texts.
std::string LikeExpression(const std::string& like) {
  std::string pattern = "^";
  for (const char c : like) {
    if (c == '%') {
      pattern += ".*";
    } else if (c == '_') {
      pattern += '.';
    } else {
      if (std::string_view("\\.^$|?*+()[]{}/").find(c) != std::string_view::npos) pattern += '\\';
      pattern += c;
    }
  }
  return pattern + "$";
}

class Writer {
 public:
  explicit Writer(const schema::Table& table) : table_(table) {}

  [[nodiscard]] Maybe Write(const Condition& condition) const {
    switch (condition.kind) {
      case Kind::kColumn:
        return Column(condition);
      case Kind::kText:
        return Term{Class::kText, QuotedText(condition.text), true};
      case Kind::kNumber:
        if (!NumberIn(condition)) return std::nullopt;
        return Term{Class::kNumber, condition.text, true};
      case Kind::kBool:
        return Term{Class::kTruth, condition.text, true};
      case Kind::kNull:
        return Term{Class::kNull, "null", true};
      case Kind::kOperator:
        return Operator(condition);
      case Kind::kCompare:
        return Compare(condition.parts[0], condition.text, condition.parts[1]);
      case Kind::kIn:
        return In(condition);
      case Kind::kBetween:
        return Between(condition);
      case Kind::kLike:
      case Kind::kRegex:
        return Matches(condition);
      case Kind::kIsNull: {
        const Maybe part = Write(condition.parts[0]);
        if (!part) return std::nullopt;
        return Term{Class::kTruth, part->code + " is null"};
      }
      case Kind::kNot:
        return Not(condition.parts[0]);
      case Kind::kAnd:
        return Joined(condition, " and ");
      case Kind::kOr:
        return Joined(condition, " or ");
      case Kind::kCall:
        return Call(condition);
      case Kind::kInterval:
        break;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] Maybe Column(const Condition& condition) const {
    const schema::Column* column = table_.FindColumn(condition.text);
    if (column == nullptr) return std::nullopt;
    const std::string code = expression::ColumnName(column->name);
    switch (column->type.family) {
      case TypeFamily::kInteger:
      case TypeFamily::kDecimal:
      case TypeFamily::kFloat:
      case TypeFamily::kYear:
        return Term{Class::kNumber, code};
      case TypeFamily::kBool:
        return Term{Class::kTruth, code};
      case TypeFamily::kDate:
      case TypeFamily::kDatetime:
        return Term{Class::kTime, code};
      case TypeFamily::kText:
      case TypeFamily::kEnum:
      case TypeFamily::kUuid:
        return Term{Class::kText, code};
      default:
        return Term{Class::kNull, code};  // whether it is null can be asked
    }
  }

  // Parts that bind less tightly than a comparison stand in parentheses.
  [[nodiscard]] static std::string Enclosed(const Condition& condition, const Term& term) {
    const bool loose = condition.kind == Kind::kAnd || condition.kind == Kind::kOr ||
                       condition.kind == Kind::kIn || condition.kind == Kind::kBetween ||
                       condition.kind == Kind::kNot || condition.kind == Kind::kCompare ||
                       condition.kind == Kind::kIsNull || condition.kind == Kind::kOperator;
    return loose ? "(" + term.code + ")" : term.code;
  }

  [[nodiscard]] static bool Agree(const Term& left, const Term& right) {
    if (left.of == Class::kNull || right.of == Class::kNull) return false;
    if (left.of == right.of) return true;
    // A text where a time is wanted is read as one.
    return (left.of == Class::kTime && right.of == Class::kText && right.literal) ||
           (right.of == Class::kTime && left.of == Class::kText && left.literal);
  }

  [[nodiscard]] Maybe Compare(const Condition& left, const std::string& sign,
                              const Condition& right) const {
    const Maybe a = Write(left);
    const Maybe b = Write(right);
    if (!a || !b || !Agree(*a, *b)) return std::nullopt;
    const bool ordered = sign != "=" && sign != "<>";
    const bool text = a->of == Class::kText && b->of == Class::kText;
    // Texts are ordered by the database's own rules.
    if (ordered && (text || a->of == Class::kTruth)) return std::nullopt;
    const char* ours = sign == "=" ? "==" : sign == "<>" ? "!=" : sign.c_str();
    return Term{Class::kTruth,
                fmt::format("{} {} {}", Enclosed(left, *a), ours, Enclosed(right, *b))};
  }

  [[nodiscard]] Maybe In(const Condition& condition) const {
    std::string code;
    for (size_t i = 1; i < condition.parts.size(); ++i) {
      const Maybe same = Compare(condition.parts[0], "=", condition.parts[i]);
      if (!same) return std::nullopt;
      code += (i > 1 ? " or " : "") + same->code;
    }
    return Term{Class::kTruth, code};
  }

  [[nodiscard]] Maybe Between(const Condition& condition) const {
    const Maybe low = Compare(condition.parts[0], ">=", condition.parts[1]);
    const Maybe high = Compare(condition.parts[0], "<=", condition.parts[2]);
    if (!low || !high) return std::nullopt;
    return Term{Class::kTruth, low->code + " and " + high->code};
  }

  [[nodiscard]] Maybe Matches(const Condition& condition) const {
    const Maybe value = Write(condition.parts[0]);
    const Condition& pattern = condition.parts[1];
    if (!value || value->of != Class::kText || pattern.kind != Kind::kText) return std::nullopt;
    const bool like = condition.kind == Kind::kLike;
    // T-SQL has classes in its patterns, others have an escape.
    if (like && pattern.text.find_first_of("[\\") != std::string::npos) return std::nullopt;
    std::string expression = like ? LikeExpression(pattern.text) : pattern.text;
    std::string error;
    if (!like && !kernel::ReadPattern(expression, &error)) return std::nullopt;
    if (condition.text == "i" || condition.text == "ilike") expression = "(?i)" + expression;
    return Term{Class::kTruth,
                fmt::format("regexp_matches({}, {})", value->code, QuotedText(expression))};
  }

  [[nodiscard]] Maybe Not(const Condition& condition) const {
    if (condition.kind == Kind::kIsNull) {
      const Maybe part = Write(condition.parts[0]);
      if (!part) return std::nullopt;
      return Term{Class::kTruth, part->code + " is not null"};
    }
    const Maybe part = Write(condition);
    if (!part || part->of != Class::kTruth) return std::nullopt;
    return Term{Class::kTruth, "not " + Enclosed(condition, *part)};
  }

  [[nodiscard]] Maybe Joined(const Condition& condition, const char* word) const {
    std::string code;
    for (const Condition& part : condition.parts) {
      const Maybe written = Write(part);
      if (!written || written->of != Class::kTruth) return std::nullopt;
      const bool mixed = part.kind == Kind::kAnd || part.kind == Kind::kOr ||
                         part.kind == Kind::kIn || part.kind == Kind::kBetween;
      code += (code.empty() ? "" : word) + (mixed ? "(" + written->code + ")" : written->code);
    }
    return Term{Class::kTruth, code};
  }

  [[nodiscard]] Maybe Operator(const Condition& condition) const {
    // Quotients and rests are cut or rounded by each database in its own way.
    if (condition.text == "/" || condition.text == "%") return std::nullopt;
    const Class of = condition.text == "||" ? Class::kText : Class::kNumber;
    std::vector<std::string> codes;
    codes.reserve(condition.parts.size());
    for (const Condition& part : condition.parts) {
      const Maybe written = Write(part);
      if (!written || written->of != of) return std::nullopt;
      codes.push_back(of == Class::kText ? written->code : Enclosed(part, *written));
    }
    if (codes.size() == 1) return Term{of, condition.text + codes[0]};
    if (of == Class::kText) return Term{of, fmt::format("concat({}, {})", codes[0], codes[1])};
    return Term{of, fmt::format("{} {} {}", codes[0], condition.text, codes[1])};
  }

  [[nodiscard]] Maybe Call(const Condition& condition) const {
    if (condition.text == "coalesce" && !condition.parts.empty()) return Coalesce(condition);
    if (condition.parts.size() != 1) return std::nullopt;
    const auto* const found =
        std::find_if(std::begin(kFunctions), std::end(kFunctions),
                     [&](const SameFunction& one) { return one.name == condition.text; });
    const Maybe argument = Write(condition.parts[0]);
    if (found == std::end(kFunctions) || !argument || argument->of != found->argument) {
      return std::nullopt;
    }
    return Term{found->result, fmt::format("{}({})", found->ours, argument->code)};
  }

  [[nodiscard]] Maybe Coalesce(const Condition& condition) const {
    std::vector<std::string> codes;
    codes.reserve(condition.parts.size());
    Class of = Class::kNull;
    for (const Condition& part : condition.parts) {
      const Maybe written = Write(part);
      const bool fits = written && (of == Class::kNull || written->of == of);
      if (!fits) return std::nullopt;
      of = written->of;
      codes.push_back(written->code);
    }
    if (of == Class::kNull) return std::nullopt;
    return Term{of, fmt::format("coalesce({})", fmt::join(codes, ", "))};
  }

  const schema::Table& table_;
};

}  // namespace

std::optional<std::string> ConditionCode(const schema::Table& table, const Condition& condition) {
  const Maybe written = Writer(table).Write(condition);
  if (!written || written->of != Class::kTruth) return std::nullopt;
  return written->code;
}

std::optional<std::string> ValueCode(const schema::Table& table, const Condition& expression) {
  const Maybe written = Writer(table).Write(expression);
  if (!written || written->of == Class::kNull) return std::nullopt;
  return written->code;
}

std::string QuotedText(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += c;
    quoted += c;
  }
  return quoted + "'";
}

}  // namespace datagen::draft
