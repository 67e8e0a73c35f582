// Laws of numbers, computed anew: how likely values up to a limit are. Families as claims name
// them, and what modifiers make of them.
//
// Noise and outliers are averaged over quantiles of their own law, so a chance is right to about
// 1e-4; tests must not ask for more.
//
// Thread-safety: immutable.
#pragma once

#include <memory>

#include "functions/claims/number_law.h"
#include "functions/claims/value_change.h"

namespace datagen::validate {

class Law {
 public:
  virtual ~Law() = default;
  // P(X <= x).
  [[nodiscard]] virtual double AtMost(double x) const = 0;
  // A value with about a share p below it, p in (0, 1): where to look at the law, not its inverse.
  [[nodiscard]] virtual double Near(double p) const = 0;
};
using LawPtr = std::shared_ptr<const Law>;

// nullptr for pieces of which there are none. With `step` > 0 a uniform law has that lattice.
LawPtr MakeLaw(const claims::NumberLaw& law, double step = 0);

// Requires: a share of the law lies between the limits. `step`: of the lattice that the law's
// values lie on; 0: none.
LawPtr Truncate(LawPtr law, const claims::Limits& limits, double step);
LawPtr Clamp(LawPtr law, const claims::Limits& limits);
// Requires: a factor above 0.
LawPtr Transform(LawPtr law, const claims::Linear& change);
LawPtr AddNoise(LawPtr law, const claims::Noise& noise);
// A share `rate` of the values follows `hit_base` times (or divided by) a magnitude.
LawPtr AddOutliers(LawPtr clean, LawPtr hit_base, const Law& magnitude, double rate, bool divides);
// To the nearest multiple of a step.
LawPtr Round(LawPtr law, double step);

}  // namespace datagen::validate
