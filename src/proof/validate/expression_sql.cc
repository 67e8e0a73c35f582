#include "proof/validate/expression_sql.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <vector>

#include "data/query/sql_text.h"
#include "functions/expression/parser.h"

namespace datagen::validate {
namespace {

using expression::Tree;
using kernel::TypeKind;
using query::Identifier;
using query::Literal;
using query::ToSqlNumber;

// SQL for functions that only take their arguments in order: {0}, {1}, …
const std::map<std::string, std::string>& Templates() {
  static const auto* templates = new std::map<std::string, std::string>{
      {"abs", "abs({0})"},
      {"floor", "floor({0})"},
      {"ceil", "ceil({0})"},
      {"sqrt", "(CASE WHEN ({0}) >= 0 THEN sqrt({0}) END)"},
      {"log", "(CASE WHEN ({0}) > 0 THEN ln({0}) END)"},
      {"exp", "exp({0})"},
      {"length", "length({0})"},
      {"lower", "lower({0})"},
      {"upper", "upper({0})"},
      {"year", "year({0})"},
      {"month", "month({0})"},
      {"day", "day({0})"},
      {"hour", "hour({0})"},
      {"dow", "(isodow({0}) - 1)"},
      {"days_between", "date_diff('day', CAST({0} AS DATE), CAST({1} AS DATE))"},
  };
  return *templates;
}

class Writer {
 public:
  Writer(const spec::Node& node, std::string_view alias, ExpressionSql* out, std::string* why)
      : node_(node), alias_(alias), out_(out), why_(why) {}

  std::optional<std::string> Write(const Tree& tree) {
    switch (tree.kind) {
      case Tree::Kind::kNumber:
        return tree.text;
      case Tree::Kind::kString:
        return Literal(tree.text);
      case Tree::Kind::kBool:
        return tree.text;
      case Tree::Kind::kNull:
        return "NULL";
      case Tree::Kind::kColumn:
        return WriteColumn(tree);
      case Tree::Kind::kOperator:
        return WriteOperator(tree);
      case Tree::Kind::kCall:
        return WriteCall(tree);
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string> WriteColumn(const Tree& tree) {
    const spec::Column* column = node_.Find(tree.text);
    if (column == nullptr || column->hidden) {
      *why_ = fmt::format("it reads '{}', which is hidden: the files do not have it", tree.text);
      return std::nullopt;
    }
    out_->columns.insert(tree.text);
    std::string name = Identifier(tree.text);
    if (!alias_.empty()) name = alias_ + "." + name;
    if (column->type.kind == TypeKind::kDecimal) return fmt::format("CAST({} AS DOUBLE)", name);
    return name;
  }

  std::optional<std::vector<std::string>> WriteAll(const std::vector<Tree>& parts) {
    std::vector<std::string> texts;
    for (const Tree& part : parts) {
      auto text = Write(part);
      if (!text) return std::nullopt;
      texts.push_back(std::move(*text));
    }
    return texts;
  }

  std::optional<std::string> WriteOperator(const Tree& tree) {
    const auto parts = WriteAll(tree.parts);
    if (!parts) return std::nullopt;
    const std::string& name = tree.text;
    const std::string& a = (*parts)[0];
    if (name == "neg") return fmt::format("(- {})", a);
    if (name == "not") return fmt::format("(NOT {})", a);
    const std::string& b = (*parts)[1];
    const bool equals = name == "==" || name == "=";
    if (equals || name == "!=" || name == "<>") {
      const bool null_left = tree.parts[0].kind == Tree::Kind::kNull;
      const bool null_right = tree.parts[1].kind == Tree::Kind::kNull;
      if (null_left || null_right) {
        return fmt::format("({} IS {}NULL)", null_right ? a : b, equals ? "" : "NOT ");
      }
      return fmt::format("({} {} {})", a, equals ? "=" : "<>", b);
    }
    if (name == "and" || name == "or") {  // null in, null out
      return fmt::format(
          "(CASE WHEN ({0}) IS NULL OR ({1}) IS NULL THEN NULL ELSE ({0}) {2} ({1}) "
          "END)",
          a, b, name == "and" ? "AND" : "OR");
    }
    if (name == "/") return fmt::format("(CAST({} AS DOUBLE) / nullif({}, 0))", a, b);
    if (name == "//") {
      return fmt::format("CAST(floor(CAST({} AS DOUBLE) / nullif({}, 0)) AS BIGINT)", a, b);
    }
    if (name == "%")
      return fmt::format("((({0}) % nullif({1}, 0) + ({1})) % nullif({1}, 0))", a, b);
    if (name == "**") return fmt::format("pow({}, {})", a, b);
    return fmt::format("({} {} {})", a, name, b);
  }

  std::optional<std::string> WriteCall(const Tree& tree) {
    const auto parts = WriteAll(tree.parts);
    if (!parts) return std::nullopt;
    const std::vector<std::string>& p = *parts;
    const std::string& name = tree.text;
    if (const auto found = Templates().find(name); found != Templates().end()) {
      return p.size() == 1 ? fmt::format(fmt::runtime(found->second), p[0])
                           : fmt::format(fmt::runtime(found->second), p[0], p[1]);
    }
    if (name == "if") return fmt::format("(CASE WHEN {} THEN {} ELSE {} END)", p[0], p[1], p[2]);
    if (name == "min" || name == "max") {  // DuckDB's leave nulls out
      return fmt::format("(CASE WHEN ({}) IS NULL THEN NULL ELSE {}({}) END)",
                         fmt::join(p, ") IS NULL OR ("), name == "min" ? "least" : "greatest",
                         query::List(p));
    }
    if (name == "round") {
      return fmt::format("round_even({}, {})", p[0], p.size() > 1 ? p[1] : "0");
    }
    if (name == "concat") {
      std::vector<std::string> texts;
      texts.reserve(p.size());
      for (const std::string& part : p) texts.push_back(fmt::format("CAST({} AS VARCHAR)", part));
      return fmt::format("({})", fmt::join(texts, " || "));
    }
    if (name == "substr") return fmt::format("substr({})", query::List(p));
    if (name == "add_days") {
      return fmt::format("({} + to_days(CAST({} AS INTEGER)))", p[0], p[1]);
    }
    *why_ = fmt::format("its function '{}' has no SQL here", name);
    return std::nullopt;
  }

  const spec::Node& node_;
  std::string alias_;
  ExpressionSql* out_;
  std::string* why_;
};

}  // namespace

std::optional<ExpressionSql> ToSql(const expression::Code& code, const spec::Node& node,
                                   std::string_view alias, std::string* why) {
  ExpressionSql made;
  const auto sql = Writer(node, alias, &made, why).Write(*code.tree);
  if (!sql) return std::nullopt;
  made.sql = fmt::format("TRY({})", *sql);
  return made;
}

std::string DiffersSql(const spec::Column& column, const std::string& alias,
                       const std::string& sql) {
  const std::string name =
      alias.empty() ? Identifier(column.name) : alias + "." + Identifier(column.name);
  const kernel::ValueType& type = column.type;
  // A sum of doubles in another order, and a rounding of half to even or half up.
  constexpr double kRelative = 1e-9;
  constexpr double kRelativeOfFloat32 = 1e-6;
  if (!type.is_numeric()) return fmt::format("{} <> {}", name, sql);
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

}  // namespace datagen::validate
