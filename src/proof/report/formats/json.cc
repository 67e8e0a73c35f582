#include <fmt/format.h>

#include "proof/report/format.h"
#include "proof/report/runnable_sql.h"

namespace datagen::report {
namespace {

using base::Json;
using validate::Bar;
using validate::CheckReport;
using validate::Finding;
using validate::Part;
using validate::Report;

Json Texts(const std::vector<std::string>& texts) {
  Json list = Json::Array();
  for (const std::string& text : texts) list.Push(Json::String(text));
  return list;
}

Json Bars(const std::vector<Bar>& bars, bool with_expected) {
  Json list = Json::Array();
  for (const Bar& bar : bars) {
    Json json = Json::Object();
    json.Set("label", Json::String(bar.label));
    if (with_expected) json.Set("expected", Json::Number(bar.expected));
    json.Set("observed", Json::Number(bar.observed));
    list.Push(std::move(json));
  }
  return list;
}

Json StatisticOf(const validate::Statistic& statistic) {
  Json json = Json::Object();
  json.Set("test", Json::String(statistic.name));
  json.Set("value", Json::Number(statistic.value));
  if (statistic.degrees > 0) json.Set("degrees", Json::Number(statistic.degrees));
  if (statistic.threshold > 0) {
    json.Set("p_value", Json::Number(statistic.p_value));
    json.Set("threshold", Json::Number(statistic.threshold));
  }
  json.Set("measure", Json::String(statistic.measure));
  json.Set("observed", Json::Number(statistic.observed));
  json.Set("expected", Json::Number(statistic.expected));
  json.Set("deviation", Json::Number(statistic.deviation));
  json.Set("tolerance", Json::Number(statistic.tolerance));
  return json;
}

Json CheckOf(const Report& report, const CheckReport& check) {
  const Finding& finding = check.finding;
  Json json = Json::Object();
  json.Set("check", Json::String(check.info->id));
  json.Set("path", Json::String(check.path));
  json.Set("table", Json::String(check.table));
  json.Set("columns", Texts(check.columns));
  json.Set("claim", Json::String(check.claim));
  json.Set("verdict", Json::String(validate::NameOf(finding.verdict)));
  json.Set("hard", Json::Bool(check.info->hard));
  json.Set("rows", Json::Number(finding.rows));
  json.Set("violations", Json::Number(finding.violations));
  json.Set("share", Json::Number(finding.rows > 0 ? static_cast<double>(finding.violations) /
                                                        static_cast<double>(finding.rows)
                                                  : 0.0));
  if (!finding.message.empty()) json.Set("message", Json::String(finding.message));
  if (finding.statistic) json.Set("statistic", StatisticOf(*finding.statistic));
  if (!finding.bars.empty()) json.Set("classes", Bars(finding.bars, true));
  if (!finding.detail.is_null()) json.Set("detail", finding.detail);
  if (check.info->part == Part::kBehaviour) json.Set("quality", Json::Number(finding.quality));
  Json examples = Json::Array();
  for (const validate::Example& example : finding.examples) {
    Json row = Json::Object();
    for (const auto& [name, value] : example) {
      row.Set(name, value ? Json::String(*value) : Json::Null());
    }
    examples.Push(std::move(row));
  }
  json.Set("examples", std::move(examples));
  if (const std::string sql = RunnableSql(report, check); !sql.empty()) {
    json.Set("sql", Json::String(sql));
  } else if (!finding.sql.empty()) {
    json.Set("no_sql", Json::String(kNoSql));
  }
  if (!check.failures_file.empty()) json.Set("failures", Json::String(check.failures_file));
  return json;
}

Json ChecksOf(const Report& report, Part part) {
  Json list = Json::Array();
  for (const CheckReport& check : report.checks) {
    if (check.info->part == part) list.Push(CheckOf(report, check));
  }
  return list;
}

Json Summary(const Report& report) {
  Json json = Json::Object();
  json.Set("passed", Json::Bool(report.passed));
  json.Set("confidence", Json::String(validate::NameOf(report.confidence)));
  json.Set("quality_score", Json::Number(report.score));
  json.Set("threshold", Json::Number(report.threshold));
  json.Set("strict", Json::Bool(report.strict));
  if (report.broken_on_purpose > 0) {
    json.Set("broken_on_purpose", Json::Number(report.broken_on_purpose));
  }
  json.Set("quick_rows", report.quick ? Json::Number(report.quick_rows) : Json::Null());
  Json counts = Json::Object();
  counts.Set("total", Json::Number(static_cast<int64_t>(report.checks.size())));
  counts.Set("passed", Json::Number(report.passed_count));
  counts.Set("failed", Json::Number(report.failed_count));
  counts.Set("hard_failed", Json::Number(report.hard_failed_count));
  counts.Set("not_computed", Json::Number(report.not_computed_count));
  counts.Set("not_applicable", Json::Number(report.not_applicable_count));
  json.Set("checks", std::move(counts));
  Json parts = Json::Array();
  for (const validate::ScorePart& part : report.parts) {
    Json one = Json::Object();
    one.Set("part", Json::String(part.name));
    one.Set("weight", Json::Number(part.weight));
    one.Set("value", Json::Number(part.value));
    one.Set("how", Json::String(part.how));
    parts.Push(std::move(one));
  }
  json.Set("score_parts", std::move(parts));
  Json family = Json::Object();
  family.Set("tests", Json::Number(int64_t{report.tests}));
  family.Set("threshold", Json::Number(report.test_threshold));
  json.Set("statistical_tests", std::move(family));
  return json;
}

Json TableOf(const validate::TableReport& table) {
  Json json = Json::Object();
  json.Set("table", Json::String(table.name));
  json.Set("format", Json::String(table.format));
  json.Set("files", Json::Number(table.files));
  json.Set("bytes", Json::Number(table.bytes));
  json.Set("rows", Json::Number(table.rows));
  if (!table.problem.empty()) json.Set("problem", Json::String(table.problem));
  Json columns = Json::Array();
  for (const validate::ColumnReport& column : table.columns) {
    Json one = Json::Object();
    one.Set("column", Json::String(column.name));
    one.Set("type", Json::String(column.type));
    one.Set("given_type", Json::String(column.given_type));
    one.Set("present", Json::Bool(column.present));
    one.Set("nulls", Json::Number(column.nulls));
    one.Set("null_share", Json::Number(table.rows > 0 ? static_cast<double>(column.nulls) /
                                                            static_cast<double>(table.rows)
                                                      : 0.0));
    one.Set("min", Json::String(column.min));
    one.Set("max", Json::String(column.max));
    if (!column.bars.empty()) one.Set("histogram", Bars(column.bars, false));
    columns.Push(std::move(one));
  }
  json.Set("columns", std::move(columns));
  json.Set("sql", Json::String(table.sql));
  return json;
}

std::string Render(const Report& report, int /*columns*/) {
  Json json = Json::Object();
  json.Set("report_version", Json::String("1.0"));
  json.Set("spec", Json::String(report.spec_name));
  json.Set("data", Json::String(report.directory));
  json.Set("summary", Summary(report));
  json.Set("constraints", ChecksOf(report, Part::kConstraints));
  json.Set("relationships", ChecksOf(report, Part::kRelationships));
  json.Set("behaviors", ChecksOf(report, Part::kBehaviour));
  json.Set("statistics", ChecksOf(report, Part::kStatistics));
  Json tables = Json::Array();
  for (const validate::TableReport& table : report.tables) tables.Push(TableOf(table));
  json.Set("tables", std::move(tables));
  json.Set("unknown_files", Texts(report.strays));
  Json advice = Json::Array();
  for (const validate::Recommendation& recommendation : report.recommendations) {
    Json one = Json::Object();
    one.Set("path", Json::String(recommendation.path));
    one.Set("advice", Json::String(recommendation.advice));
    advice.Push(std::move(one));
  }
  json.Set("recommendations", std::move(advice));
  return json.PrintPretty() + "\n";
}

}  // namespace

const FormatInfo& JsonInfo() {
  static const FormatInfo info{
      "json", "everything, for programs; docs/validation_report.schema.json is its schema", Render};
  return info;
}

}  // namespace datagen::report
