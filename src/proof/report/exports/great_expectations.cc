#include <fmt/format.h>

#include <map>

#include "proof/report/export.h"

namespace datagen::report {
namespace {

using base::Json;
using kernel::TypeKind;
using validate::Claim;
using validate::Rule;

Json Texts(const std::vector<std::string>& texts) {
  Json list = Json::Array();
  for (const std::string& text : texts) list.Push(Json::String(text));
  return list;
}

// The expectation's type and arguments; a null type: Great Expectations has none.
std::pair<std::string, Json> Expectation(const Rule& rule) {
  Json arguments = Json::Object();
  if (rule.columns.size() == 1) arguments.Set("column", Json::String(rule.columns[0]));
  const auto limits = [&] {
    if (rule.least) arguments.Set("min_value", Json::Number(*rule.least));
    if (rule.most) arguments.Set("max_value", Json::Number(*rule.most));
  };
  switch (rule.kind) {
    case Rule::Kind::kNotNull:
      return {"expect_column_values_to_not_be_null", arguments};
    case Rule::Kind::kUnique:
      if (rule.columns.size() == 1) return {"expect_column_values_to_be_unique", arguments};
      arguments.Set("column_list", Texts(rule.columns));
      return {"expect_compound_columns_to_be_unique", arguments};
    case Rule::Kind::kRange:
      limits();
      return {"expect_column_values_to_be_between", arguments};
    case Rule::Kind::kListed:
      arguments.Set("value_set", Json::Array(*rule.values));
      return {"expect_column_values_to_be_in_set", arguments};
    case Rule::Kind::kPattern:
      arguments.Set("regex", Json::String(rule.regex));
      return {"expect_column_values_to_match_regex", arguments};
    case Rule::Kind::kRowCount:
      arguments.Set("value", Json::Number(static_cast<int64_t>(*rule.least)));
      return {"expect_table_row_count_to_equal", arguments};
    case Rule::Kind::kMean:
      limits();
      return {"expect_column_mean_to_be_between", arguments};
    case Rule::Kind::kOrder: {
      const bool forward = rule.op == ">" || rule.op == ">=";
      if (rule.op == "==") {
        arguments.Set("column_A", Json::String(rule.columns[0]));
        arguments.Set("column_B", Json::String(rule.columns[1]));
        return {"expect_column_pair_values_to_be_equal", arguments};
      }
      arguments.Set("column_A", Json::String(rule.columns[forward ? 0 : 1]));
      arguments.Set("column_B", Json::String(rule.columns[forward ? 1 : 0]));
      arguments.Set("or_equal", Json::Bool(rule.op.size() == 2));
      return {"expect_column_pair_values_a_to_be_greater_than_b", arguments};
    }
    default:
      return {"", arguments};
  }
}

Exported Render(const spec::Spec& spec, const std::vector<Claim>& claims) {
  Exported exported;
  Json suites = Json::Array();
  ClaimsOf claims_of = ClaimsByTable(claims);
  for (const spec::Node& node : spec.nodes) {
    Json expectations = Json::Array();
    Json columns = Json::Array();
    for (const spec::Column& column : node.columns) {
      if (!column.hidden) columns.Push(Json::String(column.name));
    }
    Json all = Json::Object();
    all.Set("type", Json::String("expect_table_columns_to_match_set"));
    Json arguments = Json::Object();
    arguments.Set("column_set", std::move(columns));
    all.Set("kwargs", std::move(arguments));
    expectations.Push(std::move(all));
    Json unsaid = Json::Array();
    for (const Claim* one_claim : claims_of[node.id]) {
      // One expectation says what files, columns and extra_columns claim.
      const Claim& claim = *one_claim;
      const std::string& id = claim.info->id;
      if (id == "files" || id == "columns" || id == "extra_columns") continue;
      auto [type, kwargs] = Expectation(claim.rule);
      if (type.empty()) {
        exported.unsaid.push_back(Unsaid(claim));
        unsaid.Push(Json::String(exported.unsaid.back()));
        continue;
      }
      Json one = Json::Object();
      one.Set("type", Json::String(type));
      one.Set("kwargs", std::move(kwargs));
      Json meta = Json::Object();
      meta.Set("claim", Json::String(claim.text));
      meta.Set("path", Json::String(claim.path));
      one.Set("meta", std::move(meta));
      expectations.Push(std::move(one));
    }
    Json suite = Json::Object();
    suite.Set("name", Json::String(spec.name + "." + node.id));
    suite.Set("expectations", std::move(expectations));
    Json meta = Json::Object();
    meta.Set("unsaid", std::move(unsaid));
    suite.Set("meta", std::move(meta));
    suites.Push(std::move(suite));
  }
  exported.text = suites.PrintPretty() + "\n";
  return exported;
}

}  // namespace

const ExportInfo& GreatExpectationsExport() {
  static const ExportInfo info{"great_expectations",
                               "expectation suites (version 1), a list with one for each table",
                               Render};
  return info;
}

}  // namespace datagen::report
