#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  claims::Values values{.may_be_null = false};
  if (const auto law = claims::ReadNumberLaw(arguments.String("type"), *arguments.Find("params"))) {
    values.claims.push_back(*law);
  }
  if (arguments.Has("truncate")) {
    const auto [low, high] = arguments.Pair("truncate");
    values.claims.push_back(claims::Truncation{{low, high}});
  }
  if (arguments.Has("clamp")) {
    const auto [low, high] = arguments.Pair("clamp");
    values.claims.push_back(claims::Limits{low, high});
  }
  return values;
}

}  // namespace

const claims::GeneratorClaim& DistributionClaim() {
  static const claims::GeneratorClaim claim{"distribution", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
