#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "foundation/base/plural.h"
#include "proof/report/format.h"

namespace datagen::report {
namespace {

using validate::CheckReport;
using validate::Report;
using validate::Verdict;

// A screen has 24 lines.
constexpr size_t kFailuresShown = 5;
constexpr size_t kTablesShown = 4;

// Lines of a text, whole or cut to a screen.
class Lines {
 public:
  explicit Lines(int columns) : columns_(static_cast<size_t>(std::max(columns, 0))) {}

  void Add(std::string line) {
    std::replace(line.begin(), line.end(), '\n', ' ');
    text_ += (columns_ == 0 ? line : Cut(line, columns_)) + "\n";
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  size_t columns_;
  std::string text_;
};

std::string ExampleText(const validate::Example& example) {
  std::string text;
  for (const auto& [name, value] : example) {
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", name, value.value_or("null"));
  }
  return text;
}

// Columns whose values no check has looked at: their functions claim nothing, or what looks at
// them does not apply.
void AddUnchecked(const Report& report, Lines* lines) {
  std::vector<std::string> unclaimed;
  std::vector<std::string> left_out;
  std::set<std::string> seen;
  for (const CheckReport& check : report.checks) {
    if (check.info->looks == validate::Looks::kAtForm) continue;
    if (check.finding.verdict == Verdict::kNotApplicable) continue;
    for (const std::string& column : check.columns) seen.insert(check.table + "." + column);
  }
  for (const CheckReport& check : report.checks) {
    const bool no_claim = check.info->id == "claims";
    const bool looks = check.info->looks != validate::Looks::kAtForm;
    if (check.finding.verdict != Verdict::kNotApplicable || (!no_claim && !looks)) continue;
    for (const std::string& column : check.columns) {
      const bool fresh = seen.insert(check.table + "." + column).second;
      if (fresh || no_claim)
        (no_claim ? unclaimed : left_out).push_back(check.table + "." + column);
    }
  }
  const auto say = [&](const char* why, const std::vector<std::string>& columns) {
    if (columns.empty()) return;
    lines->Add(fmt::format("not checked, {}: {} {}: {}", why, columns.size(),
                           base::Plural(columns.size(), "column"), fmt::join(columns, ", ")));
  };
  say("for want of a claim", unclaimed);
  say("as the check does not apply", left_out);
}

// What failed, hard checks first, then what could not be computed.
void AddUnproven(const Report& report, Lines* lines) {
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
  for (size_t i = 0; i < unproven.size(); ++i) {
    if (i == kFailuresShown) {
      lines->Add(fmt::format("… and {} more such checks", unproven.size() - kFailuresShown));
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
    lines->Add(what);
    if (!check.finding.message.empty()) lines->Add("       " + check.finding.message);
    if (!check.finding.examples.empty() && !check.finding.statistic) {
      lines->Add("       e.g. " + ExampleText(check.finding.examples[0]));
    }
  }
}

// What is asked for is no surprise, and the data are not clean all the same.
void AddOnPurpose(const Report& report, Lines* lines) {
  if (report.broken_on_purpose == 0) return;
  lines->Add(fmt::format("{} {} broken on purpose (_defects.parquet): the data are not clean",
                         Count(report.broken_on_purpose),
                         base::Plural(report.broken_on_purpose, "value was", "values were")));
}

std::string Render(const Report& report, int columns) {
  Lines lines(columns);
  const auto line = [&](const std::string& content) { lines.Add(content); };
  int64_t rows = 0;
  for (const validate::TableReport& table : report.tables) rows += table.rows;
  if (report.quick) {
    // A part of the claims on a part of the rows: no verdict on the data.
    line(fmt::format(
        "quick check: {} of {} {} not hold for the first {} rows of each table",
        report.failed_count + report.not_computed_count, report.checks.size(),
        base::Plural(static_cast<int64_t>(report.checks.size()), "claim does", "claims do"),
        Count(report.quick_rows)));
    AddUnproven(report, &lines);
    AddOnPurpose(report, &lines);
    line("all rows and keys: datagen validate");
    return lines.text();
  }
  line(fmt::format("{}  {}  score {:.1f} of 100 (threshold {:g}{})",
                   report.passed ? "PASSED" : "FAILED", validate::NameOf(report.confidence),
                   report.score, report.threshold, report.strict ? ", strict" : ""));
  AddOnPurpose(report, &lines);
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
  AddUnproven(report, &lines);
  for (size_t i = 0; i < report.recommendations.size() && i < 2; ++i) {
    line(fmt::format("advice: {}: {}", report.recommendations[i].path,
                     report.recommendations[i].advice));
  }
  AddUnchecked(report, &lines);
  if (!report.strays.empty()) {
    line(fmt::format("not in the spec: {}", fmt::join(report.strays, ", ")));
  }
  return lines.text();
}

}  // namespace

const FormatInfo& ConsoleInfo() {
  static const FormatInfo info{"console", "a summary of a screen, for people", Render};
  return info;
}

}  // namespace datagen::report
