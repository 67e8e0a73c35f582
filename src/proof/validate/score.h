// The quality score, the confidence and the verdict: every threshold of a validation stands here.
#pragma once

#include <string>
#include <vector>

#include "proof/validate/report.h"

namespace datagen::validate {

// Chance that a data set which is as its spec says fails any statistical test; each test gets an
// equal share of it (Bonferroni).
constexpr double kFamilyAlpha = 0.001;

constexpr double kConstraintWeight = 0.45;
constexpr double kBehaviourWeight = 0.25;
constexpr double kStatisticsWeight = 0.20;
constexpr double kRelationshipWeight = 0.10;

// Fills score, confidence, verdict and recommendations from the checks.
//   constraints:   share of constraint and foreign-key checks that passed
//   behaviour:     mean over behaviours of 1 - normalised deviation (1 where it passed)
//   statistics:    share of statistical checks that passed
//   relationships: share of rows with a reference that refer to a row
// A part without checks counts as 1. What could not be computed is proven by nothing: it counts as
// little as what failed. Passed: every hard check passed and the score is at least the threshold;
// strict: every check at all. Green: every check passed; amber: passed, but not every check; red:
// not passed.
void Judge(Report* report);

}  // namespace datagen::validate
