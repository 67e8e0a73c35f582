// A span of time given in a spec: the whole timeframe or two instants.
#pragma once

#include <optional>

#include "functions/kernel/binding.h"

namespace datagen::kernel {

// Reads "timeframe" or {"start": ISO 8601, "end": ISO 8601}; reports mistakes.
std::optional<Timeframe> ReadWindow(const base::Json& window, BindContext& context);

// The JSON Schema of such a span.
extern const char* const kWindowSchema;

// The multiplier of each instant by class of hour, day of week or month.
struct TimePattern {
  enum class Dimension { kHour, kDow, kMonth };
  Dimension dimension = Dimension::kHour;
  std::vector<double> weights;

  // {"dimension": "hour" | "dow" | "month", "weights": [24 | 7 | 12 numbers]}; reports mistakes.
  static std::optional<TimePattern> Read(const base::Json& dimension, const base::Json& weights,
                                         base::Diagnostics* diagnostics);
  static std::vector<std::string> Dimensions() { return {"hour", "dow", "month"}; }
  // The class of an instant: 0..23, 0 = Monday..6, 0 = January..11.
  [[nodiscard]] size_t Class(int64_t micros) const;
};

}  // namespace datagen::kernel
