#include "functions/expression/expression.h"

#include <fmt/format.h>

#include <cmath>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal.h"
#include "foundation/base/spelling.h"
#include "functions/expression/functions.h"
#include "functions/expression/nodes.h"
#include "functions/expression/parser.h"

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
        return Fail("null-misplaced", tree.at,
                    "null can stand only in a comparison or as a result of if()");
      case Tree::Kind::kColumn: {
        const auto column = context_.UseColumn(code_.where, tree.text);
        if (!column) return nullptr;
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
    double low = *column.domain->min;
    double high = *column.domain->max;
    if (column.type.kind == TypeKind::kInt) return Interval{std::floor(low), std::ceil(high)};
    if (column.type.kind == TypeKind::kDecimal) {
      const double unit = 1 / static_cast<double>(base::PowerOfTen(column.type.scale));
      return Interval{low - unit, high + unit};
    }
    if (column.type.kind == TypeKind::kFloat) {
      constexpr double kSlack = 1e-6;  // of float32
      return Interval{low - kSlack * std::fabs(low), high + kSlack * std::fabs(high)};
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
    for (const Function& candidate : Functions()) {
      names.push_back(candidate.name);
      if (candidate.name == tree.text) function = &candidate;
    }
    if (function == nullptr) {
      return Fail("unknown-function", tree.at, fmt::format("unknown function '{}'", tree.text),
                  {.expected = fmt::format("one of {}", base::JoinNames(names)),
                   .hint = base::DidYouMean(tree.text, names)});
    }
    if (tree.parts.size() < function->arguments_min ||
        tree.parts.size() > function->arguments_max) {
      return Fail("wrong-argument-count", tree.at,
                  fmt::format("{} arguments for {}", tree.parts.size(), function->name),
                  {.expected = function->signature});
    }
    std::vector<ExpressionPtr> arguments;
    bool ok = true;
    for (size_t k = 0; k < tree.parts.size(); ++k) {
      const bool typed_null =
          function->name == "if" && k > 0 && tree.parts[k].kind == Tree::Kind::kNull;
      arguments.push_back(typed_null ? nullptr : Node(tree.parts[k]));
      if (arguments.back() == nullptr && !typed_null) ok = false;
    }
    if (!ok) return nullptr;
    if (function->name == "if") {
      if (arguments[1] == nullptr && arguments[2] == nullptr) {
        return Fail("null-misplaced", tree.at, "both results of if() are null",
                    {.expected = "at least one value"});
      }
      for (const size_t k : {1, 2}) {
        if (arguments[k] != nullptr) continue;
        const ValueType type = arguments[3 - k]->type();
        auto null = Vector::Make(type.physical(), 1);
        if (null->physical == Physical::kString) null = NullText();
        null->SetNull(0);
        arguments[k] = MakeConstant(null, type);
      }
      ReadLiteral(tree.parts[1], arguments[2]->type(), &arguments[1]);
      ReadLiteral(tree.parts[2], arguments[1]->type(), &arguments[2]);
    }
    std::string error;
    ExpressionPtr call = function->make(std::move(arguments), &error);
    if (call == nullptr)
      return Fail("expression-type", tree.at, fmt::format("{}: {}", function->name, error));
    return call;
  }

  static std::shared_ptr<Vector> NullText() { return kernel::Mutable(TextConstant("")); }

  // A string literal beside a date or time is read as one. False after a report.
  bool ReadLiteral(const Tree& tree, const ValueType& beside, ExpressionPtr* literal) {
    if (tree.kind != Tree::Kind::kString || !beside.is_temporal()) return true;
    std::optional<int64_t> value;
    if (beside.kind == TypeKind::kDate) value = base::ParseDate(tree.text);
    if (beside.kind == TypeKind::kTime) value = base::ParseTime(tree.text);
    if (beside.kind == TypeKind::kDatetime) value = base::ParseDatetime(tree.text);
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
      if (!operand->type().is_numeric()) return NotNumeric(tree, op, operand->type());
      return MakeNegation(std::move(operand));
    }
    if (op == "not") {
      ExpressionPtr operand = Node(tree.parts[0]);
      if (operand == nullptr) return nullptr;
      if (operand->type().kind != TypeKind::kBool) return NotBool(tree, op, operand->type());
      return MakeNot(std::move(operand));
    }
    if (op == "==" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=") {
      return Compare(tree);
    }
    ExpressionPtr left = Node(tree.parts[0]);
    ExpressionPtr right = Node(tree.parts[1]);
    if (left == nullptr || right == nullptr) return nullptr;
    if (op == "and" || op == "or") {
      if (left->type().kind != TypeKind::kBool) return NotBool(tree, op, left->type());
      if (right->type().kind != TypeKind::kBool) return NotBool(tree, op, right->type());
      return MakeLogic(op == "and" ? Logic::kAnd : Logic::kOr, std::move(left), std::move(right));
    }
    if (!left->type().is_numeric()) return NotNumeric(tree, op, left->type());
    if (!right->type().is_numeric()) return NotNumeric(tree, op, right->type());
    const Arithmetic arithmetic = op == "+"    ? Arithmetic::kAdd
                                  : op == "-"  ? Arithmetic::kSubtract
                                  : op == "*"  ? Arithmetic::kMultiply
                                  : op == "/"  ? Arithmetic::kDivide
                                  : op == "//" ? Arithmetic::kFloorDivide
                                  : op == "%"  ? Arithmetic::kModulo
                                               : Arithmetic::kPower;
    return MakeArithmetic(arithmetic, std::move(left), std::move(right));
  }

  ExpressionPtr Compare(const Tree& tree) {
    const std::string& op = tree.text;
    const bool left_null = tree.parts[0].kind == Tree::Kind::kNull;
    const bool right_null = tree.parts[1].kind == Tree::Kind::kNull;
    if (left_null || right_null) {
      if (op != "==" && op != "!=")
        return Fail("null-misplaced", tree.at, "null can be compared only by == and !=");
      if (left_null && right_null) return Fail("null-misplaced", tree.at, "both sides are null");
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
    const auto common = CommonType(left->type(), right->type());
    if (!common || common->kind == TypeKind::kArray) {
      return Fail(
          "expression-type", tree.at,
          fmt::format("{} and {} can't be compared", left->type().Name(), right->type().Name()));
    }
    const Comparison comparison = op == "=="   ? Comparison::kEqual
                                  : op == "!=" ? Comparison::kNotEqual
                                  : op == "<"  ? Comparison::kLess
                                  : op == "<=" ? Comparison::kLessEqual
                                  : op == ">"  ? Comparison::kGreater
                                               : Comparison::kGreaterEqual;
    return MakeComparison(comparison, MakeConversion(std::move(left), *common),
                          MakeConversion(std::move(right), *common));
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
};

}  // namespace

ExpressionPtr Compile(const Code& code, kernel::BindContext& context) {
  ExpressionPtr compiled = Compiler(code, context).Run();
  return compiled == nullptr ? nullptr : MakeSpread(std::move(compiled));
}

std::vector<FunctionDoc> FunctionDocs() {
  std::vector<FunctionDoc> docs;
  for (const Function& function : Functions()) docs.push_back({function.signature, function.doc});
  return docs;
}

}  // namespace datagen::expression
