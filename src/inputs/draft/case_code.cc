#include "inputs/draft/case_code.h"

#include <fmt/format.h>

#include "functions/expression/parser.h"
#include "inputs/draft/condition_code.h"
#include "inputs/draft/condition_fold.h"

namespace datagen::draft {
namespace {

using schema::Condition;
using Kind = Condition::Kind;

std::string LiteralOf(const Condition& value) {
  return value.kind == Kind::kText ? QuotedText(value.text) : value.text;
}

std::optional<std::string> CodeOfCondition(const schema::Table& table, const Condition& on,
                                           bool if_true, bool if_false, bool if_null) {
  const Condition opposite =
      Fold({Kind::kNot, "", {on}}, [](const Condition&) { return std::optional<Condition>(); });
  const auto code = ConditionCode(table, if_true ? on : opposite);
  if (!code || (if_true && if_false)) return std::nullopt;
  if (!if_true && !if_false) return fmt::format("({}) is null", *code);
  return if_null ? fmt::format("coalesce({}, true)", *code) : *code;
}

}  // namespace

std::string AnyOfCode(const std::string& column, const std::vector<std::string>& chosen,
                      const std::vector<std::string>& others) {
  // The shorter list.
  const bool positive = chosen.size() <= others.size() || others.empty();
  std::string code;
  for (const std::string& value : positive ? chosen : others) {
    if (!code.empty()) code += positive ? " or " : " and ";
    code += fmt::format("{} {} {}", column, positive ? "==" : "!=", value);
  }
  return code;
}

std::optional<std::string> CaseCode(const schema::Table& table, const CaseSplit& split,
                                    const std::function<bool(const CaseSplit::Case&)>& chosen) {
  std::vector<std::string> taken;
  std::vector<std::string> others;
  bool takes_null = false;
  for (const CaseSplit::Case& one : split.cases) {
    if (one.value.kind == Kind::kNull) {
      takes_null = chosen(one);
    } else {
      (chosen(one) ? taken : others).push_back(LiteralOf(one.value));
    }
  }
  if (split.on.kind != Kind::kColumn) {
    const bool if_true = !taken.empty() && taken.front() == "true";
    return CodeOfCondition(table, split.on, if_true, taken.size() > (if_true ? 1U : 0U),
                           takes_null);
  }
  const std::string column = expression::ColumnName(split.on.text);
  if (taken.empty()) return column + " is null";
  std::string code = AnyOfCode(column, taken, others);
  return takes_null ? fmt::format("{} or {} is null", code, column) : code;
}

}  // namespace datagen::draft
