#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "proof/report/export.h"

namespace datagen::report {
namespace {

using validate::Claim;
using validate::Rule;

// JSON is YAML: texts are quoted as JSON does.
std::string Quoted(const std::string& text) { return base::Json::String(text).Print(); }

std::string Number(double value) { return fmt::format("{}", value); }

// A test of one column, indented for the list of its column; "" when dbt has none.
std::string ColumnTest(const Rule& rule) {
  switch (rule.kind) {
    case Rule::Kind::kNotNull:
      return "          - not_null\n";
    case Rule::Kind::kUnique:
      return rule.columns.size() == 1 ? "          - unique\n" : "";
    case Rule::Kind::kListed: {
      const spec::Literals& items = *rule.values;
      const bool texts = std::all_of(items.begin(), items.end(),
                                     [](const base::Json& item) { return item.is_string(); });
      std::string list;
      for (const base::Json& item : items) {
        list += (list.empty() ? "" : ", ") + (item.is_string() ? Quoted(item.text()) : item.text());
      }
      return fmt::format(
          "          - accepted_values:\n              arguments:\n                values: [{}]\n"
          "                quote: {}\n",
          list, texts);
    }
    case Rule::Kind::kForeignKey:
      if (rule.columns.size() > 1) return "";
      return fmt::format(
          "          - relationships:\n              arguments:\n                to: "
          "ref({})\n                field: {}\n",
          "'" + rule.target + "'", Quoted(rule.keys[0]));
    case Rule::Kind::kRange: {
      std::string text = "          - dbt_utils.accepted_range:\n              arguments:\n";
      if (rule.least) text += "                min_value: " + Number(*rule.least) + "\n";
      if (rule.most) text += "                max_value: " + Number(*rule.most) + "\n";
      return text;
    }
    default:
      return "";
  }
}

// A test of the whole model; "" when dbt has none.
std::string ModelTest(const Rule& rule) {
  if (rule.kind == Rule::Kind::kUnique && rule.columns.size() > 1) {
    std::string list;
    for (const std::string& column : rule.columns) {
      list += (list.empty() ? "" : ", ") + Quoted(column);
    }
    return fmt::format(
        "      - dbt_utils.unique_combination_of_columns:\n          arguments:\n            "
        "combination_of_columns: [{}]\n",
        list);
  }
  if (rule.kind == Rule::Kind::kOrder) {
    return fmt::format(
        "      - dbt_utils.expression_is_true:\n          arguments:\n            expression: {}\n",
        Quoted(fmt::format("{} {} {}", rule.columns[0], rule.op == "==" ? "=" : rule.op,
                           rule.columns[1])));
  }
  return "";
}

Exported Render(const spec::Spec& spec, const std::vector<Claim>& claims) {
  Exported exported;
  std::string models;
  ClaimsOf claims_of = ClaimsByTable(claims);
  for (const spec::Node& node : spec.nodes) {
    std::string of_model;
    std::string of_columns;
    const auto& own = claims_of[node.id];
    std::unordered_map<std::string_view, std::vector<const Claim*>> by_column;
    for (const Claim* claim : own) {
      of_model += ModelTest(claim->rule);
      if (!claim->rule.columns.empty()) by_column[claim->rule.columns[0]].push_back(claim);
    }
    for (const spec::Column& column : node.columns) {
      if (column.hidden) continue;
      std::string tests;
      for (const Claim* claim : by_column[column.name]) {
        const std::string test = ColumnTest(claim->rule);
        if (tests.find(test) == std::string::npos) tests += test;  // said twice in the spec
      }
      of_columns += fmt::format("      - name: {}\n", Quoted(column.name));
      if (!tests.empty()) of_columns += "        data_tests:\n" + tests;
    }
    models += fmt::format("  - name: {}\n", Quoted(node.id));
    if (!of_model.empty()) models += "    data_tests:\n" + of_model;
    models += "    columns:\n" + of_columns;
  }
  for (const Claim& claim : claims) {
    if (ColumnTest(claim.rule).empty() && ModelTest(claim.rule).empty()) {
      exported.unsaid.push_back(Unsaid(claim));
    }
  }
  exported.text =
      "# Tests of dbt and of the package dbt_utils, which packages.yml must name.\n"
      "# What they have no words for:\n";
  for (const std::string& text : exported.unsaid) exported.text += "#   " + text + "\n";
  exported.text += "version: 2\nmodels:\n" + models;
  return exported;
}

}  // namespace

const ExportInfo& DbtExport() {
  static const ExportInfo info{"dbt", "schema.yml with the tests of a model for each table",
                               Render};
  return info;
}

}  // namespace datagen::report
