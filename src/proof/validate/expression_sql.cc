#include "proof/validate/expression_sql.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "data/query/sql_text.h"
#include "foundation/base/decimal.h"
#include "functions/expression/parser.h"
#include "proof/validate/function_sql.h"

namespace datagen::validate {
namespace {

using expression::Tree;
using kernel::TypeKind;
using query::Identifier;
using query::Literal;
using query::ToSqlNumber;
using Kind = SqlValue::Kind;

// Longer texts take DuckDB more time to read than the rows are worth.
constexpr size_t kSqlLengthMax = 60'000;

class Writer {
 public:
  Writer(const spec::Node& node, std::string_view alias, ExpressionSql* out, std::string* why)
      : node_(node), alias_(alias), out_(out), why_(why) {}

  std::optional<SqlValue> Write(const Tree& tree) {
    auto value = WriteAny(tree);
    if (value && value->sql.size() + value->denominator.size() > kSqlLengthMax) {
      *why_ = "its SQL would be too long";
      return std::nullopt;
    }
    return value;
  }

 private:
  std::optional<SqlValue> WriteAny(const Tree& tree) {
    switch (tree.kind) {
      case Tree::Kind::kNumber:
        return WriteNumber(tree.text);
      case Tree::Kind::kString:
        return SqlOf(Kind::kText, Literal(tree.text));
      case Tree::Kind::kBool:
        return SqlOf(Kind::kBool, tree.text);
      case Tree::Kind::kNull:
        return SqlValue();
      case Tree::Kind::kColumn:
        return WriteColumn(tree);
      case Tree::Kind::kOperator:
        return WriteOperator(tree);
      case Tree::Kind::kCall: {
        SqlCall call{&tree, {}};
        for (const Tree& part : tree.parts) {
          auto argument = Write(part);
          if (!argument) return std::nullopt;
          call.operands.push_back(std::move(*argument));
        }
        return CallSql(call, why_);
      }
    }
    return std::nullopt;
  }

  static SqlValue WriteNumber(const std::string& text) {
    const auto decimal = base::ParseDecimal(text);
    if (!decimal || text.find_first_of("eE") != std::string::npos) {
      return SqlOf(Kind::kFloat, fmt::format("CAST({} AS DOUBLE)", text));
    }
    return ExactSql(fmt::format("CAST({} AS HUGEINT)", base::FormatDecimal(decimal->unscaled, 0)),
                    decimal->scale);
  }

  std::optional<SqlValue> WriteColumn(const Tree& tree) {
    const spec::Column* column = node_.Find(tree.text);
    if (column == nullptr || column->hidden) {
      *why_ = fmt::format("it reads '{}', which is hidden: the files do not have it", tree.text);
      return std::nullopt;
    }
    out_->columns.insert(tree.text);
    std::string name = Identifier(tree.text);
    if (!alias_.empty()) name = alias_ + "." + name;
    auto value = ColumnSql(name, column->type);
    if (!value) *why_ = fmt::format("it reads '{}', which is an array", tree.text);
    return value;
  }

 public:
  // A column of that type as a value; nullopt of arrays.
  static std::optional<SqlValue> ColumnSql(const std::string& name, const kernel::ValueType& type) {
    switch (type.kind) {
      case TypeKind::kInt:
        return ExactSql(fmt::format("CAST({} AS HUGEINT)", name), 0);
      case TypeKind::kDecimal: {
        const std::string decimal =
            fmt::format("CAST({} AS DECIMAL({}, {}))", name, base::kDecimalDigitsMax, type.scale);
        // Units by a product where its type exists, else by the digits of the text.
        if (type.precision + type.scale + 1 <= base::kDecimalDigitsMax) {
          return ExactSql(fmt::format("CAST({} * CAST({} AS DECIMAL({}, 0)) AS HUGEINT)", decimal,
                                      PowerText(type.scale), type.scale + 1),
                          type.scale);
        }
        return ExactSql(
            fmt::format("CAST(replace(CAST({} AS VARCHAR), '.', '') AS HUGEINT)", decimal),
            type.scale);
      }
      case TypeKind::kFloat:
        return SqlOf(Kind::kFloat, fmt::format("CAST({} AS DOUBLE)", name));
      case TypeKind::kBool:
        return SqlOf(Kind::kBool, name);
      case TypeKind::kDate:
        return SqlOf(Kind::kDate, fmt::format("CAST({} AS DATE)", name));
      case TypeKind::kTime:
        return SqlOf(Kind::kTime, fmt::format("CAST({} AS TIME)", name));
      case TypeKind::kDatetime:
        return SqlOf(Kind::kDatetime, fmt::format("CAST({} AS TIMESTAMP)", name));
      case TypeKind::kString:
      case TypeKind::kJson:
      case TypeKind::kUuid:
        return SqlOf(Kind::kText, fmt::format("CAST({} AS VARCHAR)", name));
      case TypeKind::kBinary:
      case TypeKind::kArray:
        return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  std::optional<SqlValue> WriteOperator(const Tree& tree) {
    std::vector<SqlValue> parts;
    for (const Tree& part : tree.parts) {
      auto value = Write(part);
      if (!value) return std::nullopt;
      parts.push_back(std::move(*value));
    }
    const std::string& name = tree.text;
    if (name == "not") return SqlOf(Kind::kBool, fmt::format("(NOT {})", parts[0].sql));
    if (name == "neg") {
      SqlValue negative = parts[0];
      negative.sql = fmt::format("(- {})", parts[0].sql);
      return negative;
    }
    if (name == "and" || name == "or") {
      return SqlOf(Kind::kBool, fmt::format("({} {} {})", parts[0].sql,
                                            name == "and" ? "AND" : "OR", parts[1].sql));
    }
    const bool equals = name == "==" || name == "!=";
    if (equals &&
        (tree.parts[0].kind == Tree::Kind::kNull || tree.parts[1].kind == Tree::Kind::kNull)) {
      const SqlValue& operand = parts[tree.parts[0].kind == Tree::Kind::kNull ? 1 : 0];
      return SqlOf(Kind::kBool,
                   fmt::format("({} IS {}NULL)", Plain(operand), name == "==" ? "" : "NOT "));
    }
    if (equals || name[0] == '<' || name[0] == '>') return WriteComparison(name, parts);
    return WriteArithmetic(name, parts[0], parts[1]);
  }

  // A value as one SQL expression, null where the value is.
  static std::string Plain(const SqlValue& value) {
    return value.kind == Kind::kRatio ? AsDouble(value) : value.sql;
  }

  std::optional<SqlValue> WriteComparison(const std::string& name, std::vector<SqlValue> sides) {
    if (!UnifySql(&sides)) {
      *why_ = "it compares what SQL can't";
      return std::nullopt;
    }
    const std::string sign = name == "==" ? "=" : name == "!=" ? "<>" : name;
    return SqlOf(Kind::kBool, fmt::format("({} {} {})", Plain(sides[0]), sign, Plain(sides[1])));
  }

  static std::string Finite(const std::string& sql) {
    return fmt::format("(CASE WHEN isfinite({0}) THEN {0} END)", sql);
  }

  std::optional<SqlValue> WriteArithmetic(const std::string& name, const SqlValue& a,
                                          const SqlValue& b) {
    if (a.kind == Kind::kNull || b.kind == Kind::kNull) return SqlValue();
    if (BothExact(a, b) && name != "**") {
      if (auto exact = WriteExact(name, a, b)) return exact;
    }
    const std::string x = AsDouble(a);
    const std::string y = AsDouble(b);
    if (name == "/") return SqlOf(Kind::kFloat, Finite(fmt::format("({} / nullif({}, 0))", x, y)));
    if (name == "//") return SqlOf(Kind::kFloat, fmt::format("floor({} / nullif({}, 0))", x, y));
    if (name == "%") {
      // DuckDB's rest is exact (its fmod() is not) and has the sign of the dividend.
      const std::string rest = fmt::format("({} % nullif({}, 0))", x, y);
      return SqlOf(
          Kind::kFloat,
          fmt::format("({0} + CASE WHEN sign({0}) * sign({1}) < 0 THEN {1} ELSE 0 END)", rest, y));
    }
    if (name == "**") return SqlOf(Kind::kFloat, Finite(fmt::format("pow({}, {})", x, y)));
    return SqlOf(Kind::kFloat, Finite(fmt::format("({} {} {})", x, name, y)));
  }

  static std::optional<SqlValue> WriteExact(const std::string& name, const SqlValue& a,
                                            const SqlValue& b) {
    const bool ratio = a.kind == Kind::kRatio || b.kind == Kind::kRatio || name == "/";
    if (!ratio) return WriteWhole(name, a, b);
    const SqlValue x = AsRatio(a);
    const SqlValue y = AsRatio(b);
    const auto times = [](const std::string& left, const std::string& right) {
      return fmt::format("({} * {})", left, right);
    };
    SqlValue made = x;
    if (name == "/") {
      if (b.kind == Kind::kRatio) return std::nullopt;
      made.denominator = times(x.denominator, y.sql);
      made.denominator_scale = x.denominator_scale + y.scale;
      return made;
    }
    if (name == "//" || name == "%") return std::nullopt;
    made.denominator = times(x.denominator, y.denominator);
    made.denominator_scale = x.denominator_scale + y.denominator_scale;
    if (name == "*") {
      made.sql = times(x.sql, y.sql);
      made.scale = x.scale + y.scale;
      return made;
    }
    const SqlValue left = ExactSql(times(x.sql, y.denominator), x.scale + y.denominator_scale);
    const SqlValue right = ExactSql(times(y.sql, x.denominator), y.scale + x.denominator_scale);
    made.scale = std::max(left.scale, right.scale);
    made.sql =
        fmt::format("({} {} {})", AtScale(left, made.scale), name, AtScale(right, made.scale));
    return made;
  }

  static std::optional<SqlValue> WriteWhole(const std::string& name, const SqlValue& a,
                                            const SqlValue& b) {
    SqlValue made = a;
    made.is_double = a.is_double || b.is_double;
    if (name == "*") {
      made.sql = fmt::format("({} * {})", a.sql, b.sql);
      made.scale = a.scale + b.scale;
      return made;
    }
    made.scale = std::max(a.scale, b.scale);
    const std::string x = AtScale(a, made.scale);
    const std::string y = AtScale(b, made.scale);
    const std::string divisor = fmt::format("nullif({}, 0)", y);
    if (name == "//") {
      made.sql = DivideDownSql(x, divisor);
      made.scale = 0;
    } else if (name == "%") {
      made.sql = fmt::format("(({0} % {1} + {1}) % {1})", x, divisor);
    } else {
      made.sql = fmt::format("({} {} {})", x, name, y);
    }
    return made;
  }

  const spec::Node& node_;
  std::string alias_;
  ExpressionSql* out_;
  std::string* why_;
};

// Doubles differ in their last bits, by the order of a sum and by the C library.
std::string DoublesDiffer(const std::string& name, const std::string& sql,
                          const kernel::ValueType& type) {
  constexpr double kRelative = 1e-9;
  constexpr double kRelativeOfFloat32 = 1e-6;
  double step = 0;
  if (type.kind == TypeKind::kInt) step = 1;
  if (type.kind == TypeKind::kDecimal) step = std::pow(10.0, -type.scale);
  const double relative =
      type.kind == TypeKind::kFloat && type.bits == 32 ? kRelativeOfFloat32 : kRelative;
  return fmt::format(
      "abs(CAST({0} AS DOUBLE) - CAST({1} AS DOUBLE)) > {2} + {3} * "
      "abs(CAST({1} AS DOUBLE))",
      name, sql, ToSqlNumber(step * 0.5), ToSqlNumber(relative));
}

}  // namespace

std::optional<ExpressionSql> ToSql(const expression::Code& code, const spec::Node& node,
                                   std::string_view alias, std::string* why) {
  ExpressionSql made;
  const auto value = Writer(node, alias, &made, why).Write(*code.tree);
  if (!value) return std::nullopt;
  made.sql = fmt::format("TRY({})", value->sql);
  return made;
}

std::optional<ExpressionSql> ToDoubleSql(const expression::Code& code, const spec::Node& node,
                                         std::string* why) {
  ExpressionSql made;
  const auto value = Writer(node, "", &made, why).Write(*code.tree);
  if (!value) return std::nullopt;
  if (!value->is_number()) {
    *why = "the expression is no number";
    return std::nullopt;
  }
  made.sql = fmt::format("TRY({})", AsDouble(*value));
  return made;
}

std::optional<ExpressionSql> FormulaDiffersSql(const expression::Code& code, const spec::Node& node,
                                               const spec::Column& column, std::string* why) {
  ExpressionSql made;
  const auto value = Writer(node, "", &made, why).Write(*code.tree);
  if (!value) return std::nullopt;
  const kernel::ValueType& type = column.type;
  const std::string name = Identifier(column.name);
  const auto own = Writer::ColumnSql(name, type);
  if (!own) {
    *why = "its type is not computed here";
    return std::nullopt;
  }
  const bool exact = value->kind == Kind::kExact || value->kind == Kind::kRatio;
  const bool units = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
  if (value->is_number() && type.is_numeric() && !(exact && units)) {
    made.sql = DoublesDiffer(name, fmt::format("TRY({})", AsDouble(*value)), type);
    return made;
  }
  std::string computed;
  if (exact && units) {
    computed = RoundedSql(*value, type.kind == TypeKind::kDecimal ? type.scale : 0);
  } else {
    const auto converted = ConvertSql(*value, type, why);
    if (!converted) return std::nullopt;
    computed = converted->sql;
  }
  made.sql = fmt::format("{} <> TRY({})", own->sql, computed);
  return made;
}

std::string DiffersSql(const spec::Column& column, const std::string& alias,
                       const std::string& sql) {
  const std::string name =
      alias.empty() ? Identifier(column.name) : alias + "." + Identifier(column.name);
  if (!column.type.is_numeric()) return fmt::format("{} <> {}", name, sql);
  return DoublesDiffer(name, sql, column.type);
}

}  // namespace datagen::validate
