#include <fmt/format.h>

#include <algorithm>

#include "proof/report/export.h"

namespace datagen::report {
namespace {

using validate::Claim;
using validate::Rule;

std::string Name(const std::string& name) {
  std::string quoted = "`";
  for (const char c : name) quoted += c == '`' ? std::string("``") : std::string(1, c);
  return quoted + "`";
}

std::string Literal(const base::Json& value) {
  if (value.is_number()) return value.text();
  if (value.is_bool()) return value.boolean() ? "true" : "false";
  std::string quoted = "'";
  const std::string text = value.is_string() ? value.text() : value.Print();
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

// The condition of a row in Spark's SQL; "" when a row alone can't tell. Nulls pass, as in checks.
std::string Condition(const Rule& rule) {
  const std::string column = rule.columns.empty() ? "" : Name(rule.columns[0]);
  switch (rule.kind) {
    case Rule::Kind::kNotNull:
      return column + " IS NOT NULL";
    case Rule::Kind::kRange: {
      std::string text;
      if (rule.least) text = fmt::format("{} >= {}", column, *rule.least);
      if (rule.most) {
        text += fmt::format("{}{} <= {}", text.empty() ? "" : " AND ", column, *rule.most);
      }
      return fmt::format("{} IS NULL OR ({})", column, text);
    }
    case Rule::Kind::kListed: {
      std::string list;
      for (const base::Json& item : *rule.values) {
        list += (list.empty() ? "" : ", ") + Literal(item);
      }
      return fmt::format("{0} IS NULL OR {0} IN ({1})", column, list);
    }
    case Rule::Kind::kPattern:
      return fmt::format("{0} IS NULL OR {0} RLIKE {1}", column,
                         Literal(base::Json::String(rule.regex)));
    case Rule::Kind::kOrder:
      return fmt::format("{0} IS NULL OR {2} IS NULL OR {0} {1} {2}", column,
                         rule.op == "==" ? "=" : rule.op, Name(rule.columns[1]));
    default:
      return "";
  }
}

Exported Render(const spec::Spec& spec, const std::vector<Claim>& claims) {
  Exported exported;
  ClaimsOf claims_of = ClaimsByTable(claims);
  for (const spec::Node& node : spec.nodes) {
    std::string constraints;
    std::vector<std::string> names;
    for (const Claim* one_claim : claims_of[node.id]) {
      const Claim& claim = *one_claim;
      const std::string condition = Condition(claim.rule);
      if (condition.empty()) {
        exported.unsaid.push_back(Unsaid(claim));
        continue;
      }
      std::string name = ConstraintName(claim);
      const auto same = std::count(names.begin(), names.end(), name);
      names.push_back(name);
      if (same > 0) name += fmt::format("_{}", same + 1);
      // A key without a value stops the update; other rows are left out.
      const bool of_key =
          claim.rule.kind == Rule::Kind::kNotNull &&
          std::find(node.pk.begin(), node.pk.end(), claim.rule.columns[0]) != node.pk.end();
      constraints += fmt::format("{}  CONSTRAINT {} EXPECT ({}) ON VIOLATION {}",
                                 constraints.empty() ? "" : ",\n", Name(name), condition,
                                 of_key ? "FAIL UPDATE" : "DROP ROW");
    }
    exported.text +=
        fmt::format("CREATE OR REFRESH MATERIALIZED VIEW {} (\n{}\n) AS SELECT * FROM {};\n\n",
                    Name(node.id + "_checked"), constraints, Name(node.id));
  }
  std::string head =
      "-- Expectations on rows, for declarative pipelines of Databricks and Spark.\n"
      "-- What a row alone cannot tell:\n";
  for (const std::string& text : exported.unsaid) head += "--   " + text + "\n";
  exported.text = head + "\n" + exported.text;
  return exported;
}

}  // namespace

const ExportInfo& SqlExpectationsExport() {
  static const ExportInfo info{
      "sql_expectations", "CONSTRAINT … EXPECT … ON VIOLATION … for declarative pipelines", Render};
  return info;
}

}  // namespace datagen::report
