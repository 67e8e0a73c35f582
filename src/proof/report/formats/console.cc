#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "foundation/base/plural.h"
#include "proof/report/format.h"

namespace datagen::report {
namespace {

using validate::CheckReport;
using validate::Report;
using validate::Verdict;

// A screen has 24 lines of 80 to 100 characters.
constexpr size_t kFailuresShown = 5;
constexpr size_t kTablesShown = 4;
constexpr size_t kLineMax = 96;

std::string OneLine(std::string line) {
  std::replace(line.begin(), line.end(), '\n', ' ');
  return Cut(line, kLineMax);
}

std::string ExampleText(const validate::Example& example) {
  std::string text;
  for (const auto& [name, value] : example) {
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", name, value.value_or("null"));
  }
  return text;
}

// The columns whose generators claim nothing, in one line; "" when there are none.
std::string Unchecked(const Report& report) {
  std::vector<std::string> columns;
  for (const CheckReport& check : report.checks) {
    if (check.info->id == "claims") columns.push_back(check.table + "." + check.columns[0]);
  }
  if (columns.empty()) return "";
  return fmt::format("not checked, for want of a claim: {} {}: {}", columns.size(),
                     base::Plural(columns.size(), "column"), fmt::join(columns, ", "));
}

// What failed, hard checks first, then what could not be computed.
std::string Unproven(const Report& report) {
  std::vector<const CheckReport*> unproven;
  for (const CheckReport& check : report.checks) {
    const Verdict verdict = check.finding.verdict;
    if (verdict == Verdict::kFailed || verdict == Verdict::kNotComputed) unproven.push_back(&check);
  }
  const auto rank = [](const CheckReport* check) {
    return check->finding.verdict == Verdict::kNotComputed ? 2 : check->info->hard ? 0 : 1;
  };
  std::stable_sort(unproven.begin(), unproven.end(),
                   [&](const CheckReport* a, const CheckReport* b) { return rank(a) < rank(b); });
  std::string text;
  const auto line = [&](const std::string& content) { text += OneLine(content) + "\n"; };
  for (size_t i = 0; i < unproven.size(); ++i) {
    if (i == kFailuresShown) {
      line(fmt::format("… and {} more such checks", unproven.size() - kFailuresShown));
      break;
    }
    const CheckReport& check = *unproven[i];
    constexpr std::array kHow{"FAILED", "failed", "could not be computed:"};
    std::string what = fmt::format("{} {}: {}", kHow.at(static_cast<size_t>(rank(&check))),
                                   check.info->id, check.claim);
    if (!check.finding.statistic && check.finding.violations > 0) {
      what +=
          fmt::format(" ({} of {})", Count(check.finding.violations), Count(check.finding.rows));
    }
    line(what);
    if (!check.finding.message.empty()) line("       " + check.finding.message);
    if (!check.finding.examples.empty() && !check.finding.statistic) {
      line("       e.g. " + ExampleText(check.finding.examples[0]));
    }
  }
  return text;
}

// What is asked for is no surprise, and the data are not clean all the same.
std::string OnPurpose(const Report& report) {
  if (report.broken_on_purpose == 0) return "";
  return fmt::format("{} {} broken on purpose (_defects.parquet): the data are not clean\n",
                     Count(report.broken_on_purpose),
                     base::Plural(report.broken_on_purpose, "value was", "values were"));
}

std::string Render(const Report& report) {
  std::string text;
  const auto line = [&](const std::string& content) { text += OneLine(content) + "\n"; };
  int64_t rows = 0;
  for (const validate::TableReport& table : report.tables) rows += table.rows;
  if (report.quick) {
    // A part of the claims on a part of the rows: no verdict on the data.
    line(fmt::format(
        "quick check: {} of {} {} not hold for the first {} rows of each table",
        report.failed_count + report.not_computed_count, report.checks.size(),
        base::Plural(static_cast<int64_t>(report.checks.size()), "claim does", "claims do"),
        Count(report.quick_rows)));
    return text + Unproven(report) + OnPurpose(report) + "all rows and keys: datagen validate\n";
  }
  line(fmt::format("{}  {}  score {:.1f} of 100 (threshold {:g}{})",
                   report.passed ? "PASSED" : "FAILED", validate::NameOf(report.confidence),
                   report.score, report.threshold, report.strict ? ", strict" : ""));
  text += OnPurpose(report);
  const std::string not_computed =
      report.not_computed_count == 0
          ? ""
          : fmt::format(", {} could not be computed", report.not_computed_count);
  line(fmt::format("{} {}: {} passed, {} failed ({} hard){}, {} not applicable",
                   report.checks.size(), base::Plural(report.checks.size(), "check"),
                   report.passed_count, report.failed_count, report.hard_failed_count, not_computed,
                   report.not_applicable_count));
  std::string parts;
  for (const validate::ScorePart& part : report.parts) {
    parts += fmt::format("{}{} {:.3f}×{:.2f}", parts.empty() ? "" : "  ", part.name, part.value,
                         part.weight);
  }
  line(parts);
  line(fmt::format("{} {} in {} {}", Count(rows), base::Plural(rows, "row"), report.tables.size(),
                   base::Plural(report.tables.size(), "table")));
  size_t shown = 0;
  for (const validate::TableReport& table : report.tables) {
    if (shown++ == kTablesShown) {
      line(fmt::format("  … and {} more", report.tables.size() - kTablesShown));
      break;
    }
    line(fmt::format("  {:<24} {:>14} rows  {}", table.name, Count(table.rows),
                     table.problem.empty() ? table.format : table.problem));
  }
  text += Unproven(report);
  for (size_t i = 0; i < report.recommendations.size() && i < 2; ++i) {
    line(fmt::format("advice: {}: {}", report.recommendations[i].path,
                     report.recommendations[i].advice));
  }
  if (const std::string unchecked = Unchecked(report); !unchecked.empty()) line(unchecked);
  if (!report.strays.empty()) {
    line(fmt::format("not in the spec: {}", fmt::join(report.strays, ", ")));
  }
  return text;
}

}  // namespace

const FormatInfo& ConsoleInfo() {
  static const FormatInfo info{"console", "a summary of a screen, for people", Render};
  return info;
}

}  // namespace datagen::report
