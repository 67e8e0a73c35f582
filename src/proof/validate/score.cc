#include "proof/validate/score.h"
#include "foundation/base/plural.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::validate {
namespace {

bool Applies(const CheckReport& check) { return check.finding.verdict != Verdict::kNotApplicable; }
bool Passed(const CheckReport& check) { return check.finding.verdict == Verdict::kPassed; }

// The share of passed checks of some parts.
template <typename Counts>
ScorePart ShareOfPassed(const Report& report, std::string name, double weight, Counts counts) {
  int64_t all = 0;
  int64_t passed = 0;
  for (const CheckReport& check : report.checks) {
    if (!counts(check.info->part) || !Applies(check)) continue;
    ++all;
    passed += Passed(check) ? 1 : 0;
  }
  const double value = all == 0 ? 1 : static_cast<double>(passed) / static_cast<double>(all);
  return {std::move(name), weight, value,
          all == 0 ? "nothing to check"
                   : fmt::format("{} of {} {} passed", passed, all, base::Plural(all, "check"))};
}

ScorePart Behaviour(const Report& report) {
  int64_t all = 0;
  double sum = 0;
  for (const CheckReport& check : report.checks) {
    if (check.info->part != Part::kBehaviour || !Applies(check)) continue;
    ++all;
    sum += check.finding.verdict == Verdict::kNotComputed ? 0 : check.finding.quality;
  }
  if (all == 0) return {"behaviour", kBehaviourWeight, 1, "nothing to check"};
  return {"behaviour", kBehaviourWeight, sum / static_cast<double>(all),
          fmt::format("mean of 1 - deviation over {} behaviours", all)};
}

ScorePart Relationships(const Report& report) {
  int64_t rows = 0;
  int64_t orphans = 0;
  for (const CheckReport& check : report.checks) {
    if (check.info->part != Part::kRelationships || !Applies(check)) continue;
    rows += check.finding.rows;
    orphans += check.finding.violations;
  }
  if (rows == 0) return {"relationships", kRelationshipWeight, 1, "nothing to check"};
  const double value = std::max(0.0, 1 - static_cast<double>(orphans) / static_cast<double>(rows));
  return {"relationships", kRelationshipWeight, value,
          fmt::format("{} of {} references lead nowhere", orphans, rows)};
}

}  // namespace

const char* NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPassed:
      return "passed";
    case Verdict::kFailed:
      return "failed";
    case Verdict::kNotComputed:
      return "not_computed";
    case Verdict::kNotApplicable:
      return "not_applicable";
  }
  return "";
}

const char* NameOf(Confidence confidence) {
  return confidence == Confidence::kGreen   ? "green"
         : confidence == Confidence::kAmber ? "amber"
                                            : "red";
}

const char* NameOf(Part part) {
  switch (part) {
    case Part::kConstraints:
      return "constraints";
    case Part::kBehaviour:
      return "behaviour";
    case Part::kStatistics:
      return "statistics";
    case Part::kRelationships:
      return "relationships";
  }
  return "";
}

void Judge(Report* report) {
  report->passed_count = report->failed_count = report->hard_failed_count = 0;
  report->not_computed_count = report->hard_not_computed_count = 0;
  report->not_applicable_count = 0;
  report->recommendations.clear();
  for (const CheckReport& check : report->checks) {
    if (!Applies(check)) {
      ++report->not_applicable_count;
      continue;
    }
    if (Passed(check)) {
      ++report->passed_count;
      continue;
    }
    if (check.finding.verdict == Verdict::kNotComputed) {
      ++report->not_computed_count;
      if (check.info->hard) ++report->hard_not_computed_count;
      continue;
    }
    ++report->failed_count;
    if (check.info->hard) ++report->hard_failed_count;
    if (check.finding.recommendation) {
      report->recommendations.push_back(*check.finding.recommendation);
    }
  }
  report->parts = {
      ShareOfPassed(
          *report, "constraints", kConstraintWeight,
          [](Part part) { return part == Part::kConstraints || part == Part::kRelationships; }),
      Behaviour(*report),
      ShareOfPassed(*report, "statistics", kStatisticsWeight,
                    [](Part part) { return part == Part::kStatistics; }),
      Relationships(*report)};
  report->score = 0;
  for (const ScorePart& part : report->parts) report->score += 100 * part.weight * part.value;
  const int64_t unproven = report->failed_count + report->not_computed_count;
  report->passed = report->hard_failed_count + report->hard_not_computed_count == 0 &&
                   report->score >= report->threshold && (!report->strict || unproven == 0);
  report->confidence = !report->passed ? Confidence::kRed
                       : unproven > 0  ? Confidence::kAmber
                                       : Confidence::kGreen;
}

}  // namespace datagen::validate
