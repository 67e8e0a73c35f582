#include "functions/claims/number_law.h"

#include <initializer_list>

namespace datagen::claims {
namespace {

// The first of these names that is given.
double NumberOf(const base::Json& params, std::initializer_list<const char*> names,
                double otherwise) {
  for (const char* name : names) {
    if (const base::Json* found = params.Find(name)) return found->AsDouble().value_or(otherwise);
  }
  return otherwise;
}

}  // namespace

std::optional<NumberLaw> ReadNumberLaw(const std::string& type, const base::Json& params) {
  const double mean = NumberOf(params, {"mean", "mu"}, 0);
  const double deviation = NumberOf(params, {"sigma", "std"}, 1);
  if (type == "uniform") {
    return UniformLaw{NumberOf(params, {"min", "low"}, 0), NumberOf(params, {"max", "high"}, 1)};
  }
  if (type == "normal") return NormalLaw{mean, deviation};
  if (type == "lognormal") return LognormalLaw{mean, deviation};
  if (type == "poisson") return PoissonLaw{NumberOf(params, {"lambda"}, 1)};
  const double low = NumberOf(params, {"min"}, 0);
  const double high = NumberOf(params, {"max"}, 1);
  if (type == "gamma") {
    return GammaLaw{NumberOf(params, {"shape"}, 1), NumberOf(params, {"scale"}, 1)};
  }
  if (type == "beta") {
    return BetaLaw{NumberOf(params, {"alpha"}, 1), NumberOf(params, {"beta"}, 1), low, high};
  }
  if (type == "triangular") return TriangularLaw{low, NumberOf(params, {"mode"}, low), high};
  if (type == "exponential") return ExponentialLaw{NumberOf(params, {"mean"}, 1)};
  return std::nullopt;
}

}  // namespace datagen::claims
