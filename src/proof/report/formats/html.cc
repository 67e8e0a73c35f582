#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/plural.h"
#include "proof/report/format.h"
#include "proof/report/markup.h"
#include "proof/report/runnable_sql.h"
#include "report_page.h"  // made by CMake: kStyle, kScript

namespace datagen::report {
namespace {

using validate::CheckReport;
using validate::Part;
using validate::Report;
using validate::Verdict;

std::string Head(const Report& report) {
  const char* color = validate::NameOf(report.confidence);
  int64_t rows = 0;
  for (const validate::TableReport& table : report.tables) rows += table.rows;
  return fmt::format(
      "<header><div><h1>{}</h1><p class=\"quiet\">{} {} in {} {}, {}</p></div>"
      "<div class=\"verdict\"><div class=\"score {}\">{:.1f}</div><div><strong class=\"{}\">{}"
      "</strong><p class=\"quiet\">of 100, passes at {:g}{}</p></div></div></header>",
      Escaped(report.spec_name), Count(rows), base::Plural(rows, "row"), report.tables.size(),
      base::Plural(report.tables.size(), "table"), Escaped(report.directory), color, report.score,
      color, report.passed ? "passed" : "failed", report.threshold,
      report.strict ? ", strict" : "");
}

std::string Cards(const Report& report) {
  std::string html = "<h2>How the score is made</h2><div class=\"cards\">";
  for (const validate::ScorePart& part : report.parts) {
    html += fmt::format(
        "<div class=\"card\"><div>{} <b>{}</b></div><div class=\"meter\"><i style=\"width: "
        "{:.1f}%\">"
        "</i></div><div class=\"quiet\">weight {:.2f}; {}</div></div>",
        Escaped(part.name), Percent(part.value), 100 * part.value, part.weight, Escaped(part.how));
  }
  return html + fmt::format(
                    "</div><p class=\"quiet\">{} {}: {} passed, {} failed ({} hard), {} could "
                    "not be computed, {} not applicable. {} statistical {} a chance of "
                    "0.1 % for any false "
                    "alarm.{}</p>",
                    report.checks.size(), base::Plural(report.checks.size(), "check"),
                    report.passed_count, report.failed_count, report.hard_failed_count,
                    report.not_computed_count, report.not_applicable_count, report.tests,
                    base::Plural(report.tests, "test has", "tests share"),
                    report.quick ? fmt::format(" Only the first {} rows of each table.",
                                               Count(report.quick_rows))
                                 : "");
}

std::string StatisticText(const validate::Statistic& statistic) {
  std::string text = fmt::format("{}: observed {:.5g}, expected {:.5g}", statistic.measure,
                                 statistic.observed, statistic.expected);
  if (statistic.threshold > 0) {
    text += fmt::format("; {} {:.4g}", statistic.name, statistic.value);
    if (statistic.degrees > 0) text += fmt::format(" with {:g} degrees", statistic.degrees);
    text += fmt::format(", p = {:.3g} (threshold {:.2g}), tolerance {:.3g}", statistic.p_value,
                        statistic.threshold, statistic.tolerance);
  }
  return text;
}

std::string Failure(const Report& report, const CheckReport& check) {
  const validate::Finding& finding = check.finding;
  std::string html = fmt::format(
      "<details{}><summary><span class=\"tag red\">{}</span><span class=\"kind\">{}</span> {}",
      check.info->hard ? " open" : "", check.info->hard ? "hard" : "failed",
      Escaped(check.info->id), Escaped(check.claim));
  if (!finding.statistic && finding.violations > 0) {
    const double share = finding.rows > 0 ? static_cast<double>(finding.violations) /
                                                static_cast<double>(finding.rows)
                                          : 0;
    html += fmt::format(" <span class=\"quiet\">{} of {} ({})</span>", Count(finding.violations),
                        Count(finding.rows), Percent(share));
  }
  html += "</summary>";
  if (!finding.message.empty()) html += "<p>" + Escaped(finding.message) + "</p>";
  if (finding.statistic) {
    html += "<p class=\"quiet\">" + Escaped(StatisticText(*finding.statistic)) + "</p>";
  }
  html += "<p class=\"quiet\">" + Escaped(check.path) + "</p>";
  html += ExampleTable(finding.examples);
  if (const std::string sql = RunnableSql(report, check); !sql.empty()) {
    html += "<pre>" + Escaped(sql) + "</pre>";
  } else if (!finding.sql.empty()) {
    html += "<p class=\"quiet\">" + Escaped(kNoSql) + "</p>";
  }
  if (!check.failures_file.empty()) {
    html += "<p class=\"quiet\">all of them: " + Escaped(check.failures_file) + "</p>";
  }
  return html + "</details>";
}

std::string NotComputed(const Report& report) {
  std::string html;
  for (const CheckReport& check : report.checks) {
    if (check.finding.verdict != Verdict::kNotComputed) continue;
    html += fmt::format("<li><b>{}</b> {}: {}</li>", Escaped(check.info->id), Escaped(check.claim),
                        Escaped(check.finding.message));
  }
  return html.empty() ? "" : "<h2>What could not be computed</h2><ul>" + html + "</ul>";
}

std::string Failures(const Report& report) {
  std::string html;
  for (const bool hard : {true, false}) {
    for (const CheckReport& check : report.checks) {
      if (check.finding.verdict == Verdict::kFailed && check.info->hard == hard) {
        html += Failure(report, check);
      }
    }
  }
  if (html.empty()) html = "<p class=\"green\">Nothing.</p>";
  html = "<h2>What failed</h2>" + html + NotComputed(report);
  if (!report.recommendations.empty()) {
    html += "<h2>What to change</h2><ul>";
    for (const validate::Recommendation& recommendation : report.recommendations) {
      html += fmt::format("<li><b>{}</b>: {}</li>", Escaped(recommendation.path),
                          Escaped(recommendation.advice));
    }
    html += "</ul>";
  }
  return html;
}

std::string Charts(const Report& report) {
  std::string html;
  std::string maps;
  for (const CheckReport& check : report.checks) {
    const validate::Finding& finding = check.finding;
    if (finding.bars.size() >= 2 && finding.verdict != Verdict::kNotApplicable) {
      html += fmt::format(
          "<div class=\"card\"><h3>{}</h3>{}<p class=\"quiet\">{}{}</p></div>",
          Escaped(check.claim), ComparisonChart(finding.bars),
          finding.verdict == Verdict::kFailed ? "<span class=\"tag red\">failed</span>" : "",
          finding.statistic ? Escaped(StatisticText(*finding.statistic)) : "");
    }
    const std::string map = HeatMap(finding.detail);
    if (map.empty()) continue;
    maps += fmt::format(
        "<h3>{}</h3><p class=\"quiet\">Observed lift; the colour says how far it is from the "
        "expected one.</p>{}",
        Escaped(check.claim), map);
  }
  if (html.empty() && maps.empty()) return "";
  std::string page = "<h2>Expected and observed</h2>";
  if (!html.empty()) {
    page += "<p class=\"quiet\">Bars are observed, lines expected.</p><div class=\"charts\">" +
            html + "</div>";
  }
  if (!maps.empty()) page += "<h2>Effects together</h2>" + maps;
  return page;
}

std::string Tables(const Report& report) {
  std::string html = "<h2>Tables</h2>";
  for (const validate::TableReport& table : report.tables) {
    html += fmt::format(
        "<details open><summary><span class=\"kind\">{}</span> <span class=\"quiet\">{} {}, {} "
        "{}, {} {} {}</span></summary>",
        Escaped(table.name), Count(table.rows), base::Plural(table.rows, "row"),
        table.columns.size(), base::Plural(table.columns.size(), "column"), table.files,
        base::Plural(table.files, "file"), Escaped(table.format));
    if (!table.problem.empty()) html += "<p class=\"red\">" + Escaped(table.problem) + "</p>";
    html +=
        "<div class=\"scroll\"><table><thead><tr><th>column</th><th>type</th><th "
        "class=\"number\">nulls</th><th>least</th><th>greatest</th><th>values</th></tr></thead>"
        "<tbody>";
    for (const validate::ColumnReport& column : table.columns) {
      const double share =
          table.rows > 0 ? static_cast<double>(column.nulls) / static_cast<double>(table.rows) : 0;
      constexpr size_t kValueMax = 28;
      html += fmt::format(
          "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td>"
          "</tr>",
          Escaped(column.name),
          column.present ? Escaped(column.type) : "<span class=\"red\">missing</span>",
          Percent(share), Escaped(Cut(column.min, kValueMax)), Escaped(Cut(column.max, kValueMax)),
          Histogram(column.bars));
    }
    html += "</tbody></table></div></details>";
  }
  if (!report.strays.empty()) {
    html += fmt::format("<p class=\"amber\">Not in the spec: {}</p>",
                        Escaped(fmt::format("{}", fmt::join(report.strays, ", "))));
  }
  return html;
}

std::string AllChecks(const Report& report) {
  std::string html =
      "<h2>All checks</h2><div class=\"filter\"><input id=\"words\" placeholder=\"find\" "
      "aria-label=\"find\"><select id=\"verdict\" aria-label=\"verdict\"><option value=\"\">all "
      "verdicts</option><option>passed</option><option>failed</option><option "
      "value=\"not_computed\">not computed</option><option value=\"not_applicable\">not "
      "applicable</option></select></div><div class=\"scroll\"><table "
      "id=\"checks\"><thead><tr><th>verdict</th><th>check</th><th>claim</th><th "
      "class=\"number\">rows</th><th class=\"number\">violations</th></tr></thead><tbody>";
  for (const CheckReport& check : report.checks) {
    const Verdict verdict = check.finding.verdict;
    const char* color = verdict == Verdict::kPassed   ? "green"
                        : verdict == Verdict::kFailed ? "red"
                                                      : "quiet";
    const bool judged = verdict == Verdict::kPassed || verdict == Verdict::kFailed;
    std::string shown = validate::NameOf(verdict);
    std::replace(shown.begin(), shown.end(), '_', ' ');
    html += fmt::format(
        "<tr data-verdict=\"{}\"><td class=\"{}\">{}</td><td>{}</td><td "
        "class=\"wrap\">{}{}</td><td "
        "class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
        validate::NameOf(verdict), color, shown, Escaped(check.info->id), Escaped(check.claim),
        judged ? "" : "<br><span class=\"quiet\">" + Escaped(check.finding.message) + "</span>",
        Count(check.finding.rows), Count(check.finding.violations));
  }
  return html + "</tbody></table></div>";
}

std::string Render(const Report& report, int /*columns*/) {
  return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\"><title>" +
         Escaped(report.spec_name) +
         ": validation</title><link rel=\"icon\" href=\"data:,\"><style>" + kStyle +
         "</style></head><body>" + Head(report) + Cards(report) + Failures(report) +
         Charts(report) + Tables(report) + AllChecks(report) +
         "<footer class=\"quiet\">Charts of columns show at most the first " +
         Count(report.chart_rows) +
         " rows; every check looks at all rows. Made by datagen validate.</footer><script>" +
         kScript + "</script></body></html>\n";
}

}  // namespace

const FormatInfo& HtmlInfo() {
  static const FormatInfo info{"html", "one file to read and to click through, offline", Render};
  return info;
}

}  // namespace datagen::report
