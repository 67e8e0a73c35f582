#include "proof/validate/time_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/calendar.h"
#include "functions/kernel/frequency.h"
#include "proof/validate/statistics.h"

namespace datagen::validate {
namespace {

size_t ClassCount(const std::string& dimension) {
  return dimension == "hour" ? 24 : dimension == "dow" ? 7 : 12;
}

}  // namespace

std::string ClassSql(const std::string& dimension, const std::string& time) {
  if (dimension == "hour") return fmt::format("hour({})", time);
  if (dimension == "dow") return fmt::format("(isodow({}) - 1)", time);
  return fmt::format("(month({}) - 1)", time);
}

std::vector<std::string> ClassLabels(const std::string& dimension) {
  if (dimension == "dow") return {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  if (dimension == "month") {
    return {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  }
  std::vector<std::string> hours;
  hours.reserve(24);
  for (int hour = 0; hour < 24; ++hour) hours.push_back(fmt::format("{:02d}h", hour));
  return hours;
}

std::string WeightSql(const std::vector<double>& weights, const std::string& dimension,
                      const std::string& time) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  std::vector<std::string> scaled;
  scaled.reserve(weights.size());
  for (const double weight : weights) {
    scaled.push_back(fmt::format("{}::DOUBLE", weight * static_cast<double>(weights.size()) / sum));
  }
  return fmt::format("[{}][{} + 1]", query::List(scaled), ClassSql(dimension, time));
}

base::Result<std::vector<double>> ExpectedShares(Session& session,
                                                 const claims::WeightedTicks& series,
                                                 double jitter_seconds,
                                                 const std::string& dimension) {
  const int64_t start = base::ParseDatetime(series.window.start).value_or(0);
  const int64_t end = base::ParseDatetime(series.window.end).value_or(start);
  const auto frequency = kernel::Frequency::Parse(series.freq);
  if (!frequency) return base::Status::Invalid("invalid-frequency", "the frequency is not known");
  std::string ticks;
  int64_t count = 0;
  if (frequency->months > 0) {
    count = (end - start) / (base::kMicrosPerDay * 28 * frequency->months) + 2;
    ticks = fmt::format("make_timestamp({}) + to_months(CAST(k * {} AS INTEGER))", start,
                        frequency->months);
  } else {
    count = (end - start) / frequency->micros + 1;
    ticks = fmt::format("make_timestamp({} + k * {})", start, frequency->micros);
  }
  std::string weight = "1.0::DOUBLE";
  for (const claims::TimeWeights& pattern : series.patterns) {
    weight += " * " + WeightSql(pattern.weights, pattern.dimension, "t");
  }
  std::string moved = "t";
  std::string noise;
  if (jitter_seconds > 0) {
    // Quantiles of the noise, in whole seconds; fewer for many ticks, which average out themselves.
    constexpr int64_t kManyTicks = 200'000;
    const int parts = count > kManyTicks ? 40 : 400;
    std::vector<std::string> seconds;
    for (int k = 0; k < parts; ++k) {
      const double second = std::nearbyint(jitter_seconds * NormalQuantile((k + 0.5) / parts));
      seconds.push_back(fmt::format("({:.0f})", second));
    }
    noise = fmt::format(", (VALUES {}) AS n(s)", query::List(seconds));
    moved = fmt::format(
        "least(make_timestamp({}), greatest(make_timestamp({}), t + to_seconds(s)))", end, start);
  }
  const auto shares = session.Select(fmt::format(
      "SELECT {} AS class, sum({}) FROM (SELECT {} AS t FROM range({}) AS r(k)) AS ticks{} WHERE "
      "t <= make_timestamp({}) GROUP BY 1",
      ClassSql(dimension, moved), weight, ticks, count, noise, end));
  if (!shares.ok()) return shares.status();
  std::vector<double> expected(ClassCount(dimension), 0);
  double sum = 0;
  for (size_t i = 0; i < shares.value().rows.size(); ++i) {
    const auto place = static_cast<size_t>(shares.value().Integer(i, 0).value_or(0));
    expected[place] = shares.value().Number(i, 1).value_or(0);
    sum += expected[place];
  }
  for (double& share : expected) share = sum > 0 ? share / sum : 0;
  return expected;
}

}  // namespace datagen::validate
