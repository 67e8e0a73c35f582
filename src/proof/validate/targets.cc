#include "proof/validate/targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace datagen::validate {

void JudgeTarget(const std::string& measure, double observed, double error, double low, double high,
                 const std::string& path, Finding* finding) {
  const double nearest = std::clamp(observed, low, high);
  const double distance = std::abs(observed - nearest);
  Statistic statistic;
  statistic.name = "interval";
  statistic.measure = measure;
  statistic.observed = observed;
  statistic.expected = nearest;
  statistic.deviation = distance;
  finding->statistic = statistic;
  finding->detail = base::Json::Object();
  constexpr double kZ95 = 1.959963984540054;
  finding->detail.Set("low", base::Json::Number(low));
  finding->detail.Set("high", base::Json::Number(high));
  finding->detail.Set("interval_low", base::Json::Number(observed - kZ95 * error));
  finding->detail.Set("interval_high", base::Json::Number(observed + kZ95 * error));
  if (distance <= 0) return;
  finding->verdict = Verdict::kFailed;
  finding->violations = 1;
  const double scale = std::max(std::abs(nearest), high - low);
  finding->quality = scale > 0 ? 1 - std::min(1.0, distance / scale) : 0;
  finding->message =
      fmt::format("{} {:.4g}, expected {:.4g} to {:.4g}", measure, observed, low, high);
  const bool below = observed < low;
  // Limits with room for the noise of another seed, in three digits.
  const double room = std::max(4 * error, 0.02 * std::abs(observed));
  const double advised = below ? observed - room : observed + room;
  finding->recommendation = {
      {path + (below ? ".min" : ".max"),
       fmt::format("set it to {:.3g}: the generator as declared gives {:.4g}; or change the "
                   "generator",
                   advised, observed)}};
}

}  // namespace datagen::validate
