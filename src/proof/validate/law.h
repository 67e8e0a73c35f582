// The law that a column of numbers should follow, computed from the spec alone: its generator's,
// then its modifiers in order, the clamp, and the rounding to its type.
//
// Noise and outliers are averaged over quantiles of their own law, so a chance is right to about
// 1e-4; tests must not ask for more.
//
// Thread-safety: immutable.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "language/spec/spec.h"

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

// A law by its type and params as the spec writes them; nullptr when the type is not known. With
// `step` > 0 a uniform law has that lattice.
LawPtr ReadLaw(const std::string& type, const base::Json& params, double step = 0);

// What the spec says of a column that `distribution` or `empirical` generates.
struct ColumnLaw {
  LawPtr clean;  // without outliers
  LawPtr law;    // of all rows; nullptr when it can't be told, and then `why` says why
  std::string why;
  double outlier_rate = 0;
  bool drops = false;                                   // outliers are divided, not multiplied
  bool bursts = false;                                  // outliers come in runs
  std::pair<double, double> support = {-1e308, 1e308};  // where every value lies
  bool bounded = false;                                 // whether `support` says anything
};
ColumnLaw LawOfColumn(const spec::Column& column);

// Rising points that cut the law into about `parts` equally likely parts; each is a value at which
// AtMost does not depend on rounding errors.
std::vector<double> CutPoints(const Law& law, const spec::Column& column, int parts);

// The chances of first, first + 1, … children of a fan-out as the spec says; empty when it is not
// known.
struct CountLaw {
  int64_t first = 0;
  std::vector<double> chances;
};
CountLaw LawOfFanout(const base::Json& fanout);

// Weights by rank as `weights_kind` says, adding up to 1; empty when it is not known.
std::vector<double> RankWeights(const std::string& rule, int64_t count);

}  // namespace datagen::validate
