#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/,
                        const kernel::Arguments& /*arguments*/) {
  return {.may_be_null = false, .claims = {claims::Nothing{"its values are random bits"}}};
}

}  // namespace

const claims::GeneratorClaim& UuidClaim() {
  static const claims::GeneratorClaim claim{"uuid", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
