#include <fmt/format.h>

#include <algorithm>

#include "proof/report/format.h"
#include "proof/report/runnable_sql.h"

namespace datagen::report {
namespace {

using validate::CheckReport;
using validate::Report;
using validate::Verdict;

// Text for XML 1.0, which has no control characters but these two.
std::string Xml(const std::string& text) {
  std::string out = Escaped(text);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; }, '?');
  return out;
}

std::string CaseOf(const Report& report, const CheckReport& check) {
  std::string text = fmt::format("    <testcase classname=\"{}.{}\" name=\"{}\">\n",
                                 Xml(check.table), Xml(check.info->id), Xml(check.claim));
  if (check.finding.verdict == Verdict::kNotApplicable) {
    text += fmt::format("      <skipped message=\"{}\"/>\n", Xml(check.finding.message));
  } else if (check.finding.verdict == Verdict::kNotComputed) {
    text += fmt::format("      <error message=\"{}\" type=\"not_computed\"/>\n",
                        Xml(check.finding.message));
  } else if (check.finding.verdict == Verdict::kFailed) {
    std::string body = check.path + "\n";
    for (const validate::Example& example : check.finding.examples) {
      for (const auto& [name, value] : example) {
        body += fmt::format("{}={} ", name, value.value_or("null"));
      }
      body += "\n";
    }
    const std::string sql = RunnableSql(report, check);
    body += sql.empty() && !check.finding.sql.empty() ? kNoSql : sql;
    const std::string message =
        check.finding.message.empty()
            ? fmt::format("{} of {} rows", check.finding.violations, check.finding.rows)
            : check.finding.message;
    text += fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", Xml(message),
                        check.info->hard ? "hard" : "check", Xml(body));
  }
  return text + "    </testcase>\n";
}

std::string Render(const Report& report, int /*columns*/) {
  std::string cases;
  for (const CheckReport& check : report.checks) cases += CaseOf(report, check);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}"
      "  </testsuite>\n</testsuites>\n",
      Xml(report.spec_name), report.checks.size(), report.failed_count, report.not_computed_count,
      report.not_applicable_count, cases);
}

}  // namespace

const FormatInfo& JunitInfo() {
  static const FormatInfo info{"junit", "a test case a check, for CI systems", Render};
  return info;
}

}  // namespace datagen::report
