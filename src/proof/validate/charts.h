// Small histograms of columns, for reports that are looked at.
#pragma once

#include "proof/validate/report.h"

namespace datagen::validate {

// Charts show the first rows of a table, at most so many.
constexpr int64_t kChartRows = 1'000'000;

// Fills the bars of every column: shares of 24 equal buckets between min and max for numbers and
// times, of the eight most frequent values for texts. A column that fails stays without. Errors:
// environment.
base::Status AddCharts(Session* session, Report* report);

}  // namespace datagen::validate
