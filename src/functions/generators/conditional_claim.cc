#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/,
                        const kernel::Arguments& /*arguments*/) {
  return {.claims = {claims::Nothing{"each case makes values of its own"}}};
}

}  // namespace

const claims::GeneratorClaim& ConditionalClaim() {
  static const claims::GeneratorClaim claim{"conditional", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
