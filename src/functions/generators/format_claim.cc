#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/,
                        const kernel::Arguments& /*arguments*/) {
  return {.claims = {claims::Nothing{"how a value is written out is the format's own matter"}}};
}

}  // namespace

const claims::GeneratorClaim& FormatClaim() {
  static const claims::GeneratorClaim claim{"format", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
