#include "functions/expression/expression.h"
#include "functions/expression/foreign_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "expression_functions.h"  // made by CMake: ListFunctions()
#include "foundation/base/decimal_double.h"
#include "foundation/base/spelling.h"
#include "foundation/base/status.h"
#include "functions/expression/function.h"
#include "functions/expression/limits.h"
#include "functions/expression/nodes.h"
#include "functions/expression/parser.h"
#include "functions/expression/text_cast.h"

namespace datagen::expression {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;
using kernel::VectorPtr;

VectorPtr TextConstant(const std::string& text) {
  auto value = Vector::Make(Physical::kString, 1);
  value->dictionary = kernel::MakeDictionary({text});
  value->codes.Assign(1, 0);
  return value;
}

VectorPtr IntConstant(int64_t number) {
  auto value = Vector::Make(Physical::kInt64, 1);
  value->ints[0] = number;
  return value;
}

class Compiler {
 public:
  Compiler(const Code& code, kernel::BindContext& context) : code_(code), context_(context) {}

  ExpressionPtr Run() { return Node(*code_.tree); }

  // Requires: Run has given something.
  [[nodiscard]] TextSizes Sizes() const {
    return SizesOf(*code_.tree, [this](const Tree& column) { return column_bytes_.at(&column); });
  }

 private:
  ExpressionPtr Fail(base::DiagnosticCode code, size_t at, const std::string& message,
                     base::Details details = {}) {
    context_.Error(code, code_.where, MistakeAt(code_.text, at, message), std::move(details));
    return nullptr;
  }

  ExpressionPtr Node(const Tree& tree) {
    switch (tree.kind) {
      case Tree::Kind::kNumber:
        return Number(tree);
      case Tree::Kind::kString:
        return MakeConstant(TextConstant(tree.text), ValueType::Of(TypeKind::kString));
      case Tree::Kind::kBool: {
        auto value = Vector::Make(Physical::kBool, 1);
        value->bools[0] = tree.text == "true" ? 1 : 0;
        return MakeConstant(value, ValueType::Of(TypeKind::kBool));
      }
      case Tree::Kind::kNull:
        return MakeNullWord();
      case Tree::Kind::kColumn: {
        const auto column = context_.UseColumn(code_.where, tree.text);
        if (!column) return nullptr;
        column_bytes_[&tree] = column->type.is_text() ? column->domain->max_bytes : kValueBytesMax;
        return MakeColumn(column->slot, column->type, column->nullable, Limits(*column));
      }
      case Tree::Kind::kCall:
        return Call(tree);
      case Tree::Kind::kOperator:
        return Operator(tree);
    }
    return nullptr;
  }

  // The limits of a column's values, widened by what the cast to its type may have rounded.
  static std::optional<Interval> Limits(const kernel::ColumnUse& column) {
    if (!column.domain->min || !column.domain->max) return std::nullopt;
    const double low = *column.domain->min;
    const double high = *column.domain->max;
    if (column.type.kind == TypeKind::kInt || column.type.is_temporal()) {
      return KeptWithin(Widened({std::floor(low), std::ceil(high)}), column.type);
    }
    if (column.type.kind == TypeKind::kDecimal) {
      const double unit = 1 / static_cast<double>(base::PowerOfTen(column.type.scale));
      const Interval limits{low - unit, high + unit};
      return KeptWithin(IsLong(column.type) ? WidenedAll(limits) : Widened(limits), column.type);
    }
    if (column.type.kind == TypeKind::kFloat) {
      constexpr double kSlack = 1e-6;  // of float32
      constexpr double kLeast = std::numeric_limits<float>::denorm_min();
      const double unit = column.type.bits == 32 ? kLeast : 0;
      return Interval{low - kSlack * std::fabs(low) - unit, high + kSlack * std::fabs(high) + unit};
    }
    return std::nullopt;
  }

  ExpressionPtr Number(const Tree& tree) {
    const auto decimal = base::ParseDecimal(tree.text);
    const bool has_exponent = tree.text.find_first_of("eE") != std::string::npos;
    if (decimal && decimal->scale == 0 && !has_exponent &&
        tree.text.find('.') == std::string::npos && decimal->unscaled <= INT64_MAX) {
      return MakeConstant(IntConstant(static_cast<int64_t>(decimal->unscaled)), ValueType::Int());
    }
    if (decimal && !has_exponent) {
      int digits = 1;
      while (digits < base::kDecimalDigitsMax && decimal->unscaled >= base::PowerOfTen(digits)) {
        ++digits;
      }
      const ValueType type = ValueType::Decimal(std::max(digits, decimal->scale), decimal->scale);
      auto value = Vector::Make(type.physical(), 1);
      if (value->physical == Physical::kInt64) {
        value->ints[0] = static_cast<int64_t>(decimal->unscaled);
      } else {
        value->wide[0] = decimal->unscaled;
      }
      return MakeConstant(value, type);
    }
    const auto number = base::Json::RawNumber(tree.text).AsDouble();
    if (!number)
      return Fail("number-too-large", tree.at,
                  fmt::format("the number {} is too large", tree.text));
    auto value = Vector::Make(Physical::kFloat64, 1);
    value->floats[0] = *number;
    return MakeConstant(value, ValueType::Float());
  }

  ExpressionPtr Call(const Tree& tree) {
    const Function* function = nullptr;
    std::vector<std::string> names;
    names.reserve(Functions().size());
    for (const Function* candidate : Functions()) {
      names.push_back(candidate->name);
      if (candidate->name == tree.text) function = candidate;
    }
    if (function == nullptr) {
      return Fail("unknown-function", tree.at, fmt::format("unknown function '{}'", tree.text),
                  {.expected = fmt::format("one of {}", base::JoinNames(names)),
                   .hint = HintForFunction(tree.text, names)});
    }
    const size_t least = function->wants.size() - function->optional;
    const size_t most = function->repeats ? kArgumentsMax : function->wants.size();
    if (tree.parts.size() < least || tree.parts.size() > most) {
      return Fail("wrong-argument-count", tree.at,
                  fmt::format("{} arguments for {}", tree.parts.size(), function->name),
                  {.expected = function->signature});
    }
    std::vector<ExpressionPtr> arguments;
    arguments.reserve(tree.parts.size());
    bool ok = true;
    for (size_t k = 0; k < tree.parts.size(); ++k) {
      const Want want = function->wants[std::min(k, function->wants.size() - 1)];
      arguments.push_back(Argument(*function, want, tree.parts[k]));
      ok &= arguments.back() != nullptr;
    }
    if (!ok || !ReadLiterals(*function, tree, &arguments)) return nullptr;
    Mistake mistake;
    const bool of_text = function->name == "cast" && arguments[0]->type().is_text();
    const bool of_double = function->name == "cast" && arguments[0]->type() == ValueType::Float();
    const std::vector<ExpressionPtr> given = arguments;
    if (function->name == "add_days" && !IsWhole(arguments[1]->type())) {
      context_.NoteChange(kPartsOfDays);
    }
    ExpressionPtr call = function->make(std::move(arguments), &mistake);
    const bool to_double = call != nullptr && call->type().kind == TypeKind::kFloat;
    // Batches are cut by the longest text.
    DATAGEN_CHECK(call == nullptr || !call->type().is_text() || function->bytes != nullptr);
    if (of_text && to_double) context_.NoteChange(kExactDoubles);
    if (of_double && call != nullptr) NoteManyDigits({call});
    if (to_double) NoteManyDigits(given);
    return call != nullptr ? call : FailBy(tree, function->name, mistake);
  }

  // Whether a decimal can have more digits than a double.
  static bool HasManyDigits(const Expression& operand) {
    const ValueType& type = operand.type();
    if (type.kind != TypeKind::kDecimal || type.precision <= base::kDigitsOfDouble) return false;
    const Interval limits = LimitsOf(operand);
    const double most = std::max(std::fabs(limits.low), std::fabs(limits.high));
    constexpr double kExact = 0x1p53;
    return most * static_cast<double>(base::PowerOfTen(type.scale)) >= kExact;
  }

  // Of an operand that becomes a double, by itself or beside one.
  void NoteManyDigits(const std::vector<ExpressionPtr>& operands) {
    if (std::any_of(operands.begin(), operands.end(),
                    [](const ExpressionPtr& operand) { return HasManyDigits(*operand); })) {
      context_.NoteChange(kWideCasts);
    }
  }

  ExpressionPtr FailBy(const Tree& tree, const std::string& name, const Mistake& mistake) {
    return Fail(mistake.code, tree.at, fmt::format("{}: {}", name, mistake.message),
                {.expected = mistake.expected, .hint = mistake.hint});
  }

  static bool IsWhole(const ValueType& type) {
    return type.kind == TypeKind::kInt || (type.kind == TypeKind::kDecimal && type.scale == 0);
  }

  // The argument as the function wants it; nothing after a report.
  ExpressionPtr Argument(const Function& function, Want want, const Tree& tree) {
    ExpressionPtr argument = Node(tree);
    if (argument == nullptr || want == Want::kAny) return argument;
    const ValueType type = argument->type();
    const bool null = argument->is_null_word();
    const bool point = type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime;
    const auto wanted = [&](bool fits, const ValueType& to, const char* name) {
      if (fits || null) return MakeConversion(argument, to);
      return Fail("expression-type", tree.at,
                  fmt::format("{}: expected {}, given {}", function.name, name, type.Name()));
    };
    switch (want) {
      case Want::kAny:
        break;
      case Want::kNumber:
        return wanted(type.is_numeric(), null ? ValueType::Int() : type, "a number");
      case Want::kWhole:
        return wanted(IsWhole(type), ValueType::Int(), "a whole number");
      case Want::kText:
        return wanted(type.kind != TypeKind::kArray, ValueType::Of(TypeKind::kString), "a text");
      case Want::kCondition:
        return wanted(type.kind == TypeKind::kBool, ValueType::Of(TypeKind::kBool), "a condition");
      case Want::kPlainText:
        return wanted(tree.kind == Tree::Kind::kString, type, "a text in quotes");
      case Want::kPoint:
        if (tree.kind == Tree::Kind::kString) return PointIn(tree, TypeKind::kDate);
        return wanted(point, null ? ValueType::Of(TypeKind::kDate) : type, "a date or datetime");
      case Want::kClock:
        if (tree.kind == Tree::Kind::kString) return PointIn(tree, TypeKind::kTime);
        return wanted(type.kind == TypeKind::kTime || type.kind == TypeKind::kDatetime,
                      null ? ValueType::Of(TypeKind::kTime) : type, "a time or datetime");
    }
    return argument;
  }

  // A literal where a point in time is wanted: of the first kind, else a datetime.
  ExpressionPtr PointIn(const Tree& tree, TypeKind kind) {
    const ValueType first = ValueType::Of(kind);
    const ValueType type = ReadPoint(tree.text, first) ? first : ValueType::Of(TypeKind::kDatetime);
    ExpressionPtr literal;
    return ReadLiteral(tree, type, &literal) ? literal : nullptr;
  }

  // Texts among arguments of any type: read as a time where another argument is one.
  bool ReadLiterals(const Function& function, const Tree& tree,
                    std::vector<ExpressionPtr>* arguments) {
    const Expression* temporal = nullptr;
    const auto is_any = [&](size_t k) {
      return function.wants[std::min(k, function.wants.size() - 1)] == Want::kAny;
    };
    if (function.name == "cast") return true;
    for (size_t k = 0; k < arguments->size(); ++k) {
      const bool found = is_any(k) && (*arguments)[k]->type().is_temporal();
      if (found && temporal == nullptr) temporal = (*arguments)[k].get();
    }
    if (temporal == nullptr) return true;
    const ValueType type = temporal->type();
    for (size_t k = 0; k < arguments->size(); ++k) {
      if (is_any(k) && !ReadLiteral(tree.parts[k], type, &(*arguments)[k])) return false;
    }
    return true;
  }

  // A string literal beside a date or time is read as one. False after a report.
  bool ReadLiteral(const Tree& tree, const ValueType& beside, ExpressionPtr* literal) {
    if (tree.kind != Tree::Kind::kString || !beside.is_temporal()) return true;
    const auto value = ReadPoint(tree.text, beside);
    if (!value) {
      Fail("invalid-datetime", tree.at, fmt::format("'{}' is no {}", tree.text, beside.Name()),
           {.expected = fmt::format("ISO 8601, like {}",
                                    beside.kind == TypeKind::kTime ? "10:30:00" : "2024-01-31")});
      return false;
    }
    *literal = MakeConstant(IntConstant(*value), beside);
    return true;
  }

  ExpressionPtr Operator(const Tree& tree) {
    const std::string& op = tree.text;
    if (op == "neg") {
      ExpressionPtr operand = Node(tree.parts[0]);
      if (operand == nullptr) return nullptr;
      if (!IsNumber(*operand)) return NotNumeric(tree, op, operand->type());
      return MakeNegation(std::move(operand));
    }
    if (op == "not") {
      ExpressionPtr operand = Node(tree.parts[0]);
      if (operand == nullptr) return nullptr;
      operand = Condition(tree, op, std::move(operand));
      return operand == nullptr ? nullptr : MakeNot(std::move(operand));
    }
    if (op == "==" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=") {
      return Compare(tree);
    }
    ExpressionPtr left = Node(tree.parts[0]);
    ExpressionPtr right = Node(tree.parts[1]);
    if (left == nullptr || right == nullptr) return nullptr;
    if (op == "and" || op == "or") {
      left = Condition(tree, op, std::move(left));
      right = Condition(tree, op, std::move(right));
      if (left == nullptr || right == nullptr) return nullptr;
      return MakeLogic(op == "and" ? Logic::kAnd : Logic::kOr, std::move(left), std::move(right));
    }
    if (!IsNumber(*left)) return NotNumeric(tree, op, left->type());
    if (!IsNumber(*right)) return NotNumeric(tree, op, right->type());
    const Arithmetic arithmetic = op == "+"    ? Arithmetic::kAdd
                                  : op == "-"  ? Arithmetic::kSubtract
                                  : op == "*"  ? Arithmetic::kMultiply
                                  : op == "/"  ? Arithmetic::kDivide
                                  : op == "//" ? Arithmetic::kFloorDivide
                                  : op == "%"  ? Arithmetic::kModulo
                                               : Arithmetic::kPower;
    Mistake mistake;
    const std::vector<ExpressionPtr> operands{left, right};
    ExpressionPtr made = MakeArithmetic(arithmetic, std::move(left), std::move(right), &mistake);
    if (made != nullptr) {
      const bool of_doubles = made->type().kind == TypeKind::kFloat;
      if (of_doubles) NoteManyDigits(operands);
      if (arithmetic == Arithmetic::kModulo && of_doubles) context_.NoteChange(kExactDoubles);
      return made;
    }
    return Fail(mistake.code, tree.at, mistake.message,
                {.expected = mistake.expected, .hint = mistake.hint});
  }

  static bool IsNumber(const Expression& operand) {
    return operand.type().is_numeric() || operand.is_null_word();
  }

  ExpressionPtr Condition(const Tree& tree, const std::string& op, ExpressionPtr operand) {
    if (operand->is_null_word()) return MakeConversion(operand, ValueType::Of(TypeKind::kBool));
    if (operand->type().kind != TypeKind::kBool) return NotBool(tree, op, operand->type());
    return operand;
  }

  ExpressionPtr Compare(const Tree& tree) {
    const std::string& op = tree.text;
    // The word null in == and != asks for nulls, as `is null`; every other comparison with a null
    // gives null.
    const bool left_null = tree.parts[0].kind == Tree::Kind::kNull;
    const bool right_null = tree.parts[1].kind == Tree::Kind::kNull;
    if ((left_null || right_null) && (op == "==" || op == "!=")) {
      ExpressionPtr operand = Node(tree.parts[left_null ? 1 : 0]);
      if (operand == nullptr) return nullptr;
      return MakeNullTest(std::move(operand), op == "==");
    }
    ExpressionPtr left = Node(tree.parts[0]);
    ExpressionPtr right = Node(tree.parts[1]);
    if (left == nullptr || right == nullptr) return nullptr;
    if (!ReadLiteral(tree.parts[0], right->type(), &left) ||
        !ReadLiteral(tree.parts[1], left->type(), &right)) {
      return nullptr;
    }
    std::vector<ExpressionPtr> sides{left, right};
    const bool beside_double =
        left->type() == ValueType::Float() || right->type() == ValueType::Float();
    if (beside_double) NoteManyDigits(sides);
    if (left->is_null_word() && right->is_null_word()) {
      return MakeConversion(left, ValueType::Of(TypeKind::kBool));
    }
    Mistake mistake;
    if (!Unify(&sides, &mistake)) {
      return Fail(mistake.code, tree.at, fmt::format("'{}': {}", op, mistake.message),
                  {.expected = mistake.expected, .hint = mistake.hint});
    }
    const Comparison comparison = op == "=="   ? Comparison::kEqual
                                  : op == "!=" ? Comparison::kNotEqual
                                  : op == "<"  ? Comparison::kLess
                                  : op == "<=" ? Comparison::kLessEqual
                                  : op == ">"  ? Comparison::kGreater
                                               : Comparison::kGreaterEqual;
    return MakeComparison(comparison, sides[0], sides[1]);
  }

  ExpressionPtr NotNumeric(const Tree& tree, const std::string& op, const ValueType& type) {
    const std::string hint = type.is_temporal()            ? "use add_days() or days_between()"
                             : op == "+" && type.is_text() ? "use concat() to join texts"
                                                           : "";
    return Fail("expression-type", tree.at,
                fmt::format("'{}' takes numbers, given {}", op == "neg" ? "-" : op, type.Name()),
                {.hint = hint});
  }
  ExpressionPtr NotBool(const Tree& tree, const std::string& op, const ValueType& type) {
    return Fail("expression-type", tree.at,
                fmt::format("'{}' takes conditions, given {}", op, type.Name()));
  }

  const Code& code_;
  kernel::BindContext& context_;
  std::map<const Tree*, double> column_bytes_;
};

}  // namespace

ExpressionPtr Compile(const Code& code, kernel::BindContext& context, TextSizes* texts) {
  Compiler compiler(code, context);
  ExpressionPtr compiled = compiler.Run();
  if (compiled == nullptr) return nullptr;
  if (texts != nullptr) *texts = compiler.Sizes();
  // A null alone is of the column's type.
  if (compiled->is_null_word()) compiled = MakeConversion(std::move(compiled), context.type());
  return MakeSpread(std::move(compiled));
}

const std::vector<const Function*>& Functions() {
  static const auto* functions = [] {
    auto* all = new std::vector<const Function*>;
    for (const std::vector<Function>* topic : ListFunctions()) {
      for (const Function& function : *topic) all->push_back(&function);
    }
    return all;
  }();
  return *functions;
}

std::vector<FunctionDoc> FunctionDocs() {
  std::vector<FunctionDoc> docs;
  docs.reserve(Functions().size());
  for (const Function* function : Functions()) docs.push_back({function->signature, function->doc});
  return docs;
}

}  // namespace datagen::expression
