// Pieces of the HTML report: tables and small charts.
#pragma once

#include <string>
#include <vector>

#include "proof/validate/report.h"

namespace datagen::report {

// Observed shares or lifts as bars, expected ones as lines across them. "" without bars.
std::string ComparisonChart(const std::vector<validate::Bar>& bars);

// A column's values as small bars.
std::string Histogram(const std::vector<validate::Bar>& bars);

// Rows of an example as a table.
std::string ExampleTable(const std::vector<validate::Example>& examples);

// The strata of a composite effect: levels of the first influence across, of the others down; the
// colour is how far the observed lift is from the expected one. "" when there are fewer than two
// influences.
std::string HeatMap(const base::Json& detail);

}  // namespace datagen::report
