#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  claims::PiecewiseLaw law;
  if (const base::Json* bins = arguments.Find("bins")) {
    for (const base::Json& bin : bins->items()) {
      const auto at = [&](size_t i) { return bin.items()[i].AsDouble().value_or(0); };
      law.pieces.push_back({at(0), at(1), at(2)});
    }
  }
  const std::vector<double> quantiles = arguments.Numbers("quantiles");
  for (size_t k = 0; k + 1 < quantiles.size(); ++k) {
    law.pieces.push_back({quantiles[k], quantiles[k + 1], 1});
  }
  return {.may_be_null = false, .claims = {claims::NumberLaw(law)}};
}

}  // namespace

const claims::GeneratorClaim& EmpiricalClaim() {
  static const claims::GeneratorClaim claim{"empirical", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
