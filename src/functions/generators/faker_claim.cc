#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/,
                        const kernel::Arguments& /*arguments*/) {
  return {.may_be_null = false,
          .texts = claims::Texts::kPlainUnlessCut,
          .claims = {claims::Nothing{"which names and words there are is the locale's matter"}}};
}

}  // namespace

const claims::GeneratorClaim& FakerClaim() {
  static const claims::GeneratorClaim claim{"faker", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
