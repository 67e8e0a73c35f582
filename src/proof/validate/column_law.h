// The law that a column of numbers should follow, computed from its claims alone: its generator's,
// then its modifiers in order, the limits, and the rounding to its type.
//
// Thread-safety: immutable.
#pragma once

#include <string>
#include <vector>

#include "language/spec/function_claims.h"
#include "proof/validate/law.h"

namespace datagen::validate {

struct ColumnLaw {
  LawPtr clean;  // without outliers
  LawPtr law;    // of all rows; nullptr when it can't be told, and then `why` says why
  std::string why;
  double outlier_rate = 0;
  bool drops = false;                        // outliers are divided, not multiplied
  bool bursts = false;                       // outliers come in runs
  claims::Limits support = {-1e308, 1e308};  // where every value lies
  bool bounded = false;                      // whether `support` says anything
};

ColumnLaw LawOfColumn(const spec::FunctionClaims& functions, const spec::Column& column);

// Rising points that cut the law into about `parts` equally likely parts; each is a value at which
// AtMost does not depend on rounding errors.
std::vector<double> CutPoints(const Law& law, const spec::Column& column, int parts);

}  // namespace datagen::validate
