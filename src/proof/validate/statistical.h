// How statistical checks report a test, and decide.
#pragma once

#include "proof/validate/check.h"
#include "proof/validate/statistics.h"

namespace datagen::validate {

// A share that differs by less is immaterial, however many rows show it.
constexpr double kShareTolerance = 0.002;

// Fails the finding when the test is significant for the whole family of tests and the deviation
// material.
void Decide(const Session& session, const Statistic& statistic, Finding* finding);

// The chi-square test of classes as a finding: statistic, bars, verdict, quality. `what` names the
// classes in messages ("hours of event.ts").
void DecideCounts(const Session& session, const std::vector<std::string>& labels,
                  const std::vector<int64_t>& counts, const std::vector<double>& shares,
                  const std::string& what, Finding* finding);

// Reads a value of Aggregates as a number.
double NumberAt(const std::vector<std::optional<std::string>>& values, size_t index);
int64_t IntegerAt(const std::vector<std::optional<std::string>>& values, size_t index);

}  // namespace datagen::validate
