// Classes of time (hours, days of the week, months) in SQL, and how often a clock's ticks fall into
// each.
#pragma once

#include <string>
#include <vector>

#include "functions/claims/value_claim.h"
#include "proof/validate/check.h"

namespace datagen::validate {

// 0..23, 0 = Monday..6, 0 = January..11, of a date or timestamp expression.
std::string ClassSql(const std::string& dimension, const std::string& time);
std::vector<std::string> ClassLabels(const std::string& dimension);

// A list of weights, and the element for the class of `time`, scaled to a mean of 1.
std::string WeightSql(const std::vector<double>& weights, const std::string& dimension,
                      const std::string& time);

// The share of the rows that each class of `dimension` gets: ticks in the window by
// the product of their patterns' weights, moved by `jitter_seconds` of normal noise and kept inside
// the window. Corrected for exposure: a window with five Mondays has more of them.
base::Result<std::vector<double>> ExpectedShares(Session& session,
                                                 const claims::WeightedTicks& series,
                                                 double jitter_seconds,
                                                 const std::string& dimension);

}  // namespace datagen::validate
