#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  return {.may_be_null = false, .claims = {claims::TextPattern{arguments.String("pattern")}}};
}

}  // namespace

const claims::GeneratorClaim& RegexClaim() {
  static const claims::GeneratorClaim claim{"regex", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
